import type { TargetClient } from './connect';

/**
 * A part of the way from the shop to the services: the process that reads the log, what it hands events to, and the
 * process that applies them.
 */
export type WayPart = 'stream' | 'broker' | 'subscriber';

/** What a part fails of, and what to do about it. Names only. */
export interface Trouble {
  readonly says: string;
  readonly remedy: string;
}

export interface Presence {
  readonly part: WayPart;
  /** Milliseconds since it was last noted. */
  readonly ageMs: number;
  readonly trouble: Trouble | undefined;
}

export interface PresenceNote {
  readonly part: WayPart;
  /** Which of several that do the same. */
  readonly instance: string;
  readonly trouble?: Trouble;
}

/** Notes that a part is there, and whether it works; those that were not seen for a day are forgotten. */
export async function notePresence(client: TargetClient, { part, instance, trouble }: PresenceNote): Promise<void> {
  await client.query(
    `INSERT INTO banyan.presence AS held (part, instance, trouble, remedy) VALUES ($1, $2, $3, $4)
     ON CONFLICT (part, instance) DO UPDATE SET seen_at = clock_timestamp(), trouble = excluded.trouble, remedy = excluded.remedy`,
    [part, instance, trouble?.says ?? null, trouble?.remedy ?? null]);
  await client.query(`DELETE FROM banyan.presence WHERE seen_at < clock_timestamp() - interval '1 day'`);
}

/** Every part that was seen within a day. */
export async function readPresence(client: TargetClient): Promise<Presence[]> {
  const { rows } = await client.query<{ part: WayPart; ageMs: number; says: string | null; remedy: string | null }>(
    `SELECT part, (extract(epoch FROM clock_timestamp() - seen_at) * 1000)::float8 AS "ageMs", trouble AS says, remedy FROM banyan.presence`);
  return rows.map(({ part, ageMs, says, remedy }) => ({ part, ageMs, trouble: says === null ? undefined : { says, remedy: remedy ?? '' } }));
}
