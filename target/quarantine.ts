import type { Refusal } from '../entities/grammar/decode';
import type { TargetClient } from './connect';
import { releaseDeadLetters } from './dead-letters';

const park = `
  INSERT INTO banyan.quarantine AS kept (entity_type, magento_id, label, source_table, source_column, reason)
  SELECT $1::varchar, refusal.key, $2::bigint, refusal.source_table, refusal.source_column, refusal.reason
    FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) AS refusal(key, source_table, source_column, reason)
   WHERE NOT EXISTS (SELECT 1 FROM banyan.magento_id_map map
                      WHERE map.entity_type = $1::varchar AND map.magento_id = refusal.key AND map.label > $2::bigint)
   ORDER BY refusal.key
  ON CONFLICT (entity_type, magento_id) DO UPDATE
    SET label = excluded.label, source_table = excluded.source_table, source_column = excluded.source_column, reason = excluded.reason,
        accepted_by = CASE WHEN kept.reason = excluded.reason THEN kept.accepted_by END,
        accepted_because = CASE WHEN kept.reason = excluded.reason THEN kept.accepted_because END,
        accepted_at = CASE WHEN kept.reason = excluded.reason THEN kept.accepted_at END
  WHERE kept.label <= excluded.label`;

/** Marks aggregates that could not be carried, under the same rule of labels as rows. */
export async function parkRefused(client: TargetClient, load: { entity: string; label: number; refusals: readonly Refusal[] }): Promise<void> {
  const { refusals } = load;
  if (refusals.length === 0) return;
  await client.query(park, [load.entity, load.label, refusals.map((refusal) => refusal.key), refusals.map((refusal) => refusal.table),
    refusals.map((refusal) => refusal.column), refusals.map((refusal) => refusal.reason)]);
}

/** Takes aggregates out of quarantine, and out of the dead letters, that have been carried, or are gone, at this label. */
export async function releaseCarried(client: TargetClient, load: { entity: string; label: number; keys: readonly number[] }): Promise<void> {
  await client.query('DELETE FROM banyan.quarantine WHERE entity_type = $1 AND label <= $2 AND magento_id = ANY($3::bigint[])',
    [load.entity, load.label, load.keys]);
  await releaseDeadLetters(client, load);
}

/** How many aggregates are in quarantine, accepted ones too, by entity. */
export async function countQuarantined(client: TargetClient): Promise<ReadonlyMap<string, number>> {
  const result = await client.query<{ entity: string; count: number }>(
    'SELECT entity_type AS entity, count(*) AS count FROM banyan.quarantine GROUP BY 1');
  return new Map(result.rows.map((row) => [row.entity, row.count]));
}

/** Whether any of some keys is in quarantine: the target then holds an older state of it. */
export async function isQuarantined(client: TargetClient, of: { entity: string; keys: readonly number[] }): Promise<boolean> {
  const result = await client.query<{ held: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM banyan.quarantine WHERE entity_type = $1 AND magento_id = ANY($2::bigint[])) AS held', [of.entity, of.keys]);
  return result.rows[0]!.held;
}
