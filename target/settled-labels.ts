import type { TargetClient } from './connect';

/**
 * How far keys have come: the label of the ledger or, where a change could not be applied, of its dead letter, whichever
 * is newer. A change is settled once that is its own label or a later one. Keys of which neither knows are left out.
 */
export async function settledLabels(client: TargetClient, of: { entity: string; keys: readonly number[] }): Promise<ReadonlyMap<number, number>> {
  const result = await client.query<{ key: number; label: number }>({
    name: 'settled labels',
    text: `SELECT magento_id AS key, max(label) AS label FROM (
             SELECT magento_id, label FROM banyan.magento_id_map WHERE entity_type = $1 AND magento_id = ANY($2::bigint[])
             UNION ALL
             SELECT magento_id, label FROM banyan.dead_letters WHERE entity_type = $1 AND magento_id = ANY($2::bigint[])) AS known
            GROUP BY magento_id`,
    values: [of.entity, of.keys],
  });
  return new Map(result.rows.map((row) => [row.key, row.label]));
}
