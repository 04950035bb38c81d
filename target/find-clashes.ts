import type { TargetTable } from '../entities/grammar/target-table';
import { quoteIdent, type TargetClient } from './connect';
import { tableName } from './copy-in';

/** Two aggregates that claim the same unique value, by Magento id. */
export interface Clash {
  readonly mine: number;
  readonly other: number;
}

/**
 * Who holds what the given aggregates claim: pairs that agree in every column of a unique key.
 * Run while the key is still deferred, so that both rows are visible.
 */
export async function findClashes(client: TargetClient, of: { entity: string; table: TargetTable; keys: readonly number[] }): Promise<Clash[]> {
  const clashes: Clash[] = [];
  const name = tableName(of.table);
  for (const unique of of.table.unique) {
    const same = unique.map((column) => `mine.${quoteIdent(column)} = other.${quoteIdent(column)}`).join(' AND ');
    const result = await client.query<Clash>(
      `SELECT a.magento_id AS mine, b.magento_id AS other
         FROM banyan.magento_id_map a JOIN ${name} mine ON mine.id = a.new_uuid
         JOIN ${name} other ON ${same} AND mine.id <> other.id JOIN banyan.magento_id_map b ON b.new_uuid = other.id
        WHERE a.entity_type = $1 AND b.entity_type = $1 AND a.magento_id = ANY($2::bigint[])`, [of.entity, of.keys]);
    clashes.push(...result.rows);
  }
  return clashes;
}
