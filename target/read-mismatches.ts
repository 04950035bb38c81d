import type { TargetClient } from './connect';

/** A confirmed difference as it is kept: no values. */
export interface KeptMismatch {
  readonly entity: string;
  readonly key: number | null;
  readonly table: string;
  readonly rowKey: string;
  readonly kind: string;
  readonly columns: readonly string[];
  readonly explanation: string;
}

/** The differences that a verification confirmed, by entity and key. */
export async function readMismatches(client: TargetClient, { verification, limit }: { verification: string; limit: number }): Promise<KeptMismatch[]> {
  const result = await client.query<KeptMismatch>(
    `SELECT entity_type AS entity, magento_id AS key, target_table AS table, row_key AS "rowKey", kind, columns, explanation
       FROM banyan.mismatches WHERE verification = $1 ORDER BY entity_type, magento_id, target_table, row_key LIMIT $2`, [verification, limit]);
  return result.rows;
}

/** The newest verification of which anything is stored; undefined when there was none. */
export async function readLatestVerification(client: TargetClient): Promise<string | undefined> {
  const result = await client.query<{ verification: string }>('SELECT verification FROM banyan.verified_ranges ORDER BY at DESC LIMIT 1');
  return result.rows[0]?.verification;
}
