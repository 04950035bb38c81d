import type { TargetTable } from '../entities/grammar/target-table';
import { quoteIdent, type TargetClient } from './connect';
import { tableName } from './copy-in';

/** The Magento ids that some aggregates carry in a column: the other direction of `findReferring`. */
export async function findReferred(client: TargetClient, find: { entity: string; keys: readonly number[]; table: TargetTable; column: string }): Promise<number[]> {
  const column = `held.${quoteIdent(find.column)}`;
  const result = await client.query<{ id: number }>(
    `SELECT DISTINCT ${column} AS id FROM banyan.magento_id_map map
       JOIN ${tableName(find.table)} held ON held.${quoteIdent(find.table.rootColumn)} = map.new_uuid
      WHERE map.entity_type = $1 AND map.magento_id = ANY($2::bigint[]) AND ${column} > 0`, [find.entity, find.keys]);
  return result.rows.map((row) => row.id);
}
