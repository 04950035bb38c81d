import type { TargetClient } from './connect';

/** A range of one entity's keys in one run's backfill. */
export interface RangeOfKeys {
  readonly run: string;
  readonly entity: string;
  readonly from: number;
  readonly to: number;
}

/** The last key of the range that is committed, and how many aggregates; nothing copied yet: just before the range. */
export async function readProgress(client: TargetClient, range: RangeOfKeys): Promise<{ lastKey: number; rows: number }> {
  const result = await client.query<{ lastKey: number; rows: number }>(
    'SELECT last_key AS "lastKey", rows FROM banyan.progress WHERE run = $1 AND entity_type = $2 AND range_from = $3',
    [range.run, range.entity, range.from]);
  return result.rows[0] ?? { lastKey: range.from - 1, rows: 0 };
}

/** Moves a range's progress in the transaction of its rows. It never goes back. */
export async function moveProgress(client: TargetClient, range: RangeOfKeys, to: { lastKey: number; rows: number }): Promise<void> {
  await client.query(
    `INSERT INTO banyan.progress AS kept (run, entity_type, range_from, range_to, last_key, rows) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (run, entity_type, range_from) DO UPDATE
       SET last_key = excluded.last_key, rows = kept.rows + excluded.rows, moved_at = clock_timestamp()
     WHERE kept.last_key < excluded.last_key`,
    [range.run, range.entity, range.from, range.to, to.lastKey, to.rows]);
}

/** Forgets how far the ranges of an entity were copied, so that they are copied again from their first keys. */
export async function forgetProgress(client: TargetClient, { run, entity }: Pick<RangeOfKeys, 'run' | 'entity'>): Promise<void> {
  await client.query('DELETE FROM banyan.progress WHERE run = $1 AND entity_type = $2', [run, entity]);
}
