/** Tells the operator something, as one line of JSON. Names, counts and reasons only. */
export type Say = (event: string, detail?: Readonly<Record<string, unknown>>) => void;

/** @param out takes whole lines. */
export const sayTo = (out: (line: string) => void): Say => (event, detail = {}) => out(`${JSON.stringify({ at: new Date().toISOString(), event, ...detail })}\n`);
