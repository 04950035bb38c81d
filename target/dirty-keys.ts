import type { TargetClient } from './connect';

/** Remembers keys that must be projected again. A key that is noted twice moves to the end. */
export async function noteDirty(client: TargetClient, note: { entity: string; keys: readonly number[]; reason: string }): Promise<void> {
  if (note.keys.length === 0) return;
  await client.query(
    `INSERT INTO banyan.dirty_keys (entity_type, magento_id, reason)
     SELECT $1, key, $3 FROM unnest($2::bigint[]) AS key ORDER BY key
     ON CONFLICT (entity_type, magento_id) DO UPDATE SET seq = DEFAULT, reason = excluded.reason`,
    [note.entity, [...new Set(note.keys)], note.reason]);
}

export interface DirtyBatch {
  readonly keys: readonly number[];
  readonly upTo: number;
}

/** The oldest dirty keys of an entity. */
export async function readDirty(client: TargetClient, of: { entity: string; limit: number }): Promise<DirtyBatch> {
  const result = await client.query<{ key: number; seq: number }>(
    'SELECT magento_id AS key, seq FROM banyan.dirty_keys WHERE entity_type = $1 ORDER BY seq LIMIT $2', [of.entity, of.limit]);
  return { keys: result.rows.map((row) => row.key), upTo: result.rows.at(-1)?.seq ?? 0 };
}

/** Forgets keys that were projected, unless they were noted again since. */
export async function settleDirty(client: TargetClient, batch: { entity: string } & DirtyBatch): Promise<void> {
  await client.query('DELETE FROM banyan.dirty_keys WHERE entity_type = $1 AND magento_id = ANY($2::bigint[]) AND seq <= $3',
    [batch.entity, batch.keys, batch.upTo]);
}

/** How many keys wait, by entity. */
export async function countDirty(client: TargetClient): Promise<ReadonlyMap<string, number>> {
  const result = await client.query<{ entity: string; count: number }>(
    'SELECT entity_type AS entity, count(*) AS count FROM banyan.dirty_keys GROUP BY 1');
  return new Map(result.rows.map((row) => [row.entity, row.count]));
}

/** How long, in milliseconds, the oldest key waits, those of some entities left out; 0 when none waits. */
export async function oldestDirtyMs(client: TargetClient, besides: readonly string[]): Promise<number> {
  const result = await client.query<{ ms: string }>(
    `SELECT coalesce(extract(epoch FROM clock_timestamp() - min(since)) * 1000, 0)::bigint::text AS ms
       FROM banyan.dirty_keys WHERE entity_type <> ALL($1::text[])`, [besides]);
  return Number(result.rows[0]!.ms);
}
