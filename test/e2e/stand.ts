import { setTimeout } from 'node:timers/promises';
import { streamName } from '../../pipeline/wait-for-stream';
import { withTarget, type TargetPool } from '../../target/connect';

/** How far a run is, as the target's database itself tells. */
export interface Stand {
  /** Rows in committed chunks. */
  readonly copied: number;
  /** Ranges that were planned and are not copied to their ends. */
  readonly openRanges: number;
  /** Grows each time a reader takes the stream over. */
  readonly fence: number;
  /** The newest barrier that the stream has passed. */
  readonly label: number;
}

const read = `
  SELECT (SELECT coalesce(sum(rows), 0)::bigint FROM banyan.progress WHERE run = $1) AS copied,
         (SELECT count(*) FROM banyan.planned_ranges AS planned LEFT JOIN banyan.progress AS done
             ON (done.run, done.entity_type, done.range_from) = (planned.run, planned.entity_type, planned.range_from)
           WHERE planned.run = $1 AND coalesce(done.last_key, planned.range_from - 1) < planned.range_to) AS "openRanges",
         fence, label
    FROM banyan.stream_tokens WHERE stream = $2`;

/** Reads it; everything is zero before the run has prepared the target. */
export async function readStand(target: TargetPool, run: string): Promise<Stand> {
  const rows = await withTarget(target, async (client) => {
    const there = await client.query("SELECT 1 FROM pg_tables WHERE schemaname = 'banyan' AND tablename = 'stream_tokens'");
    return there.rowCount === 0 ? [] : (await client.query<Stand>(read, [run, streamName])).rows;
  });
  return rows[0] ?? { copied: 0, openRanges: 0, fence: 0, label: 0 };
}

/** Waits until something holds. @throws naming what did not come, within two minutes. */
export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 120_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await setTimeout(20);
  }
}
