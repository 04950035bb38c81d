/** What the programs of the test stages inherit. */
export const inheritedEnvironment: Readonly<Record<string, string | undefined>> = process.env;
