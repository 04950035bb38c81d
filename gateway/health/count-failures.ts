import type { Domain } from '../../contracts/routing';
import type { ControlPool } from '../flags/connect-control';
import type { ControlTask } from '../flags/follow-control';
import type { LiveRouting } from '../flags/live-routing';

/** A failure of a service that counts. Answers below 500 never do. */
export type FailureKind = 'connect' | 'timeout' | 'status' | 'reset';

export interface FailureCounter {
  /** @param version of the routing that sent the request: failures from before the flag was last changed do not count. */
  failed(domain: Domain, kind: FailureKind, version: number): void;
  succeeded(domain: Domain): void;
  /** A task that hears what other gateways have counted. */
  readonly listen: ControlTask;
}

export interface CounterOptions {
  readonly live: LiveRouting;
  /** Where all gateways count together; without one each counts alone. */
  readonly pool: ControlPool | undefined;
  /** Told once when a flag is switched off by this gateway. */
  readonly disabled: (domain: Domain, why: string) => void;
}

const limit = 3;
const words: Readonly<Record<FailureKind, string>> = { connect: 'no connection', timeout: 'no answer in time', status: 'an answer of 500 or above', reset: 'a broken connection' };

const addFailure = `
  INSERT INTO banyan.gateway_failures AS held (domain, since, in_a_row, last_kind) VALUES ($1, $2, 1, $3)
  ON CONFLICT (domain) DO UPDATE SET at = clock_timestamp(), last_kind = excluded.last_kind, since = greatest(held.since, excluded.since),
    in_a_row = CASE WHEN excluded.since > held.since THEN 1 WHEN excluded.since = held.since THEN held.in_a_row + 1 ELSE held.in_a_row END
  RETURNING CASE WHEN since = $2 THEN in_a_row ELSE 0 END AS count`;

const forgetFailures = 'UPDATE banyan.gateway_failures SET in_a_row = 0, at = clock_timestamp() WHERE domain = $1 AND in_a_row > 0';

/**
 * Counts failures in a row by domain over all gateways, and switches a domain's reads off at the third: at once here,
 * and through the table everywhere. Only a person switches them on again.
 */
export function createFailureCounter({ live, pool, disabled }: CounterOptions): FailureCounter {
  const alone = new Map<Domain, { readonly since: number; readonly count: number }>();
  const together = new Map<string, number>();
  // One after the other: a success that overtook a failure would leave it counted.
  let told: Promise<unknown> = Promise.resolve();
  const tell = (work: () => Promise<unknown>): void => {
    told = told.then(work).catch(() => undefined); // without the table each gateway still counts alone
  };
  const switchOff = (domain: Domain, kind: FailureKind): void => {
    const flag = live.current().routing.flags[`${domain}_read`];
    if (flag.disabled) return;
    const why = `${limit} failures in a row, the last one ${words[kind]}`;
    live.override({ change: { action: 'disable', flag: `${domain}_read`, since: flag.since, at: new Date().toISOString(), why }, who: 'gateway', why, from: 'gateway' });
    disabled(domain, why);
  };
  const count = async (domain: Domain, kind: FailureKind, since: number): Promise<void> => {
    const { rows } = await pool!.query<{ count: number }>(addFailure, [domain, since, kind]);
    if (rows[0]!.count >= limit && live.current().routing.flags[`${domain}_read`].since === since) switchOff(domain, kind);
  };
  return {
    failed: (domain, kind, version) => {
      const { since, disabled: off } = live.current().routing.flags[`${domain}_read`];
      if (off || version < since) return;
      const before = alone.get(domain);
      const inARow = (before?.since === since ? before.count : 0) + 1;
      alone.set(domain, { since, count: inARow });
      together.set(domain, Math.max(together.get(domain) ?? 0, inARow));
      if (inARow >= limit) {
        alone.delete(domain);
        switchOff(domain, kind);
      }
      if (pool) tell(() => count(domain, kind, since));
    },
    succeeded: (domain) => {
      if (alone.size > 0) alone.delete(domain);
      if (!pool || !((together.get(domain) ?? 0) > 0)) return;
      together.set(domain, 0);
      // Counted by others meanwhile or not told at all: the next success says it again.
      tell(() => pool.query(forgetFailures, [domain]));
    },
    listen: async (control) => {
      const { rows } = await control.query<{ domain: string; count: number }>('SELECT domain, in_a_row AS count FROM banyan.gateway_failures');
      for (const { domain, count: counted } of rows) together.set(domain, counted);
    },
  };
}
