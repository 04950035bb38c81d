import type { TargetClient } from './connect';

export interface DirtyNote {
  readonly entity: string;
  readonly keys: readonly number[];
  readonly reason: string;
}

/**
 * Remembers keys that must be projected again. A key that is noted twice moves to the end. All notes of a transaction
 * belong into one call: rows are locked by entity and key everywhere, so that nobody waits in a circle.
 */
export async function noteDirty(client: TargetClient, ...notes: readonly DirtyNote[]): Promise<void> {
  const rows = new Map(notes.flatMap(({ entity, keys, reason }) => keys.map((key) => [`${entity} ${key}`, { entity, key, reason }] as const)));
  if (rows.size === 0) return;
  const all = [...rows.values()];
  await client.query(
    `INSERT INTO banyan.dirty_keys (entity_type, magento_id, reason)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]) AS note(entity, key, reason) ORDER BY entity, key
     ON CONFLICT (entity_type, magento_id) DO UPDATE SET seq = DEFAULT, reason = excluded.reason`,
    [all.map((row) => row.entity), all.map((row) => row.key), all.map((row) => row.reason)]);
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
  await client.query(
    `DELETE FROM banyan.dirty_keys done USING (
       SELECT entity_type, magento_id FROM banyan.dirty_keys WHERE entity_type = $1 AND magento_id = ANY($2::bigint[]) AND seq <= $3
        ORDER BY entity_type, magento_id FOR UPDATE) AS locked
      WHERE done.entity_type = locked.entity_type AND done.magento_id = locked.magento_id AND done.seq <= $3`,
    [batch.entity, batch.keys, batch.upTo]);
}

/** Whether any of the keys waits, or a heal up to the given one, which might concern them. */
export async function isWaiting(client: TargetClient, of: { entity: string; keys: readonly number[]; healsUpTo: number }): Promise<boolean> {
  const result = await client.query<{ waits: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM banyan.dirty_keys WHERE entity_type = $1 AND magento_id = ANY($2::bigint[]))
         OR EXISTS (SELECT 1 FROM banyan.heals WHERE id <= $3) AS waits`, [of.entity, of.keys, of.healsUpTo]);
  return result.rows[0]!.waits;
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

/** Marks every living aggregate of an entity: for changes that no row event stands for. */
export async function noteAllDirty(client: TargetClient, { entity, reason }: Omit<DirtyNote, 'keys'>): Promise<void> {
  await client.query(
    `INSERT INTO banyan.dirty_keys (entity_type, magento_id, reason)
     SELECT entity_type, magento_id, $2 FROM banyan.magento_id_map WHERE entity_type = $1 AND NOT gone ORDER BY magento_id
     ON CONFLICT (entity_type, magento_id) DO UPDATE SET seq = DEFAULT, reason = excluded.reason`, [entity, reason]);
}
