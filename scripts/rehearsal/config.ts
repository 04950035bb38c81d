/** What a program of ours gets from the environment of the one that starts it. */
export const inherited = (): NodeJS.ProcessEnv => process.env;
