/** One question that a gate asks. Unknown holds as a failure does: no data is not good data. */
export interface GateCheck {
  readonly name: string;
  readonly verdict: 'pass' | 'fail' | 'unknown';
  /** One sentence with the figure that decided. */
  readonly detail: string;
}

/** An answer; undefined: it could not be told. */
export const check = (name: string, passes: boolean | undefined, detail: string): GateCheck =>
  ({ name, verdict: passes === undefined ? 'unknown' : passes ? 'pass' : 'fail', detail });

/** Whether there are answers, and all are good. */
export const allPass = (checks: readonly GateCheck[]): boolean => checks.length > 0 && checks.every(({ verdict }) => verdict === 'pass');

/** Whether the answer of that name is there, and not good. */
export const fails = (checks: readonly GateCheck[], name: string): boolean => checks.some((one) => one.name === name && one.verdict !== 'pass');

/** Names of those that do not pass. */
export const namesOfFailing = (checks: readonly GateCheck[]): string => checks.filter(({ verdict }) => verdict !== 'pass').map(({ name }) => name).join(', ');

/** Why a gate stays shut, for a person. */
export const whyShut = (checks: readonly GateCheck[]): string =>
  checks.filter(({ verdict }) => verdict !== 'pass').map(({ name, detail }) => `${name}: ${detail}`).join('; ') || 'its checks have not answered yet';

/** All verdicts in one word, to see whether any has changed. */
export const signatureOf = (checks: readonly GateCheck[]): string => checks.map(({ name, verdict }) => `${name}=${verdict}`).join(' ');
