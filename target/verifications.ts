import { inTransaction, withTarget, type TargetPool } from './connect';

/** What became of the rows of one source table: carried, refused, or left out by the run's cut. */
export interface RowAccount {
  readonly carried: number;
  readonly refused: number;
  readonly leftOut: number;
}

/** A range of one entity that a verification has compared. */
export interface VerifiedRange {
  readonly verification: string;
  readonly entity: string;
  readonly from: number;
  readonly to: number;
  readonly aggregates: number;
  readonly rows: number;
  readonly rechecked: number;
  readonly quarantined: number;
  readonly leftOut: number;
  readonly accounts: Readonly<Record<string, RowAccount>>;
  readonly digest: string;
}

/** A difference that was confirmed. No values: names, keys and keyed digests. */
export interface Mismatch {
  readonly key: number | null;
  readonly rootId: string;
  readonly table: string;
  readonly rowKey: string;
  readonly kind: string;
  readonly columns: readonly string[];
  readonly sourceDigest: string | null;
  readonly targetDigest: string | null;
  readonly explanation: string;
}

/** Stores a compared range with its mismatches, replacing what an earlier attempt stored for it. */
export async function storeRange(control: TargetPool, range: VerifiedRange, mismatches: readonly Mismatch[]): Promise<void> {
  await inTransaction(control, async (client) => {
    await client.query('DELETE FROM banyan.mismatches WHERE verification = $1 AND entity_type = $2 AND (magento_id BETWEEN $3 AND $4 OR magento_id IS NULL)',
      [range.verification, range.entity, range.from, range.to]);
    for (const mismatch of mismatches) {
      await client.query(
        `INSERT INTO banyan.mismatches (verification, entity_type, magento_id, root_id, target_table, row_key, kind, columns, source_digest, target_digest, explanation)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
        [range.verification, range.entity, mismatch.key, mismatch.rootId, mismatch.table, mismatch.rowKey, mismatch.kind, mismatch.columns,
          mismatch.sourceDigest, mismatch.targetDigest, mismatch.explanation]);
    }
    await client.query(
      `INSERT INTO banyan.verified_ranges (verification, entity_type, range_from, range_to, aggregates, rows, rechecked, mismatches, quarantined, accounts, digest, left_out)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (verification, entity_type, range_from) DO UPDATE SET range_to = excluded.range_to, aggregates = excluded.aggregates,
         rows = excluded.rows, rechecked = excluded.rechecked, mismatches = excluded.mismatches, quarantined = excluded.quarantined,
         accounts = excluded.accounts, digest = excluded.digest, left_out = excluded.left_out, at = excluded.at`,
      [range.verification, range.entity, range.from, range.to, range.aggregates, range.rows, range.rechecked, mismatches.length,
        range.quarantined, JSON.stringify(range.accounts), range.digest, range.leftOut]);
  });
}

/** What a verification found for one entity, over all ranges it has compared. */
export interface EntityVerdict {
  readonly entity: string;
  readonly aggregates: number;
  readonly rows: number;
  readonly rechecked: number;
  readonly mismatches: number;
  readonly quarantined: number;
  /** Aggregates that the run's cut leaves out. */
  readonly leftOut: number;
  /** The compared ranges join without a gap from the first possible key to the last. */
  readonly covered: boolean;
}

const verdicts = `
  SELECT entity_type AS entity, sum(aggregates)::bigint AS aggregates, sum(rows)::bigint AS rows, sum(rechecked)::bigint AS rechecked,
         sum(mismatches)::bigint AS mismatches, sum(quarantined)::bigint AS quarantined, sum(left_out)::bigint AS "leftOut",
         min(range_from) = 0 AND max(range_to) >= 281474976710655
           AND sum(range_to - range_from + 1) = max(range_to) - min(range_from) + 1 AS covered
    FROM banyan.verified_ranges WHERE verification = $1 GROUP BY entity_type ORDER BY entity_type`;

export async function readVerdicts(control: TargetPool, verification: string): Promise<EntityVerdict[]> {
  return withTarget(control, async (client) => (await client.query<EntityVerdict>(verdicts, [verification])).rows);
}

/** Rows of each source table, as a verification accounted for them. */
export async function readAccounts(control: TargetPool, verification: string): Promise<({ readonly table: string } & RowAccount)[]> {
  return withTarget(control, async (client) => (await client.query<{ table: string } & RowAccount>(
    `SELECT account.key AS table, sum((account.value->>'carried')::bigint)::bigint AS carried, sum((account.value->>'refused')::bigint)::bigint AS refused,
            sum(coalesce((account.value->>'leftOut')::bigint, 0))::bigint AS "leftOut"
       FROM banyan.verified_ranges, jsonb_each(accounts) AS account WHERE verification = $1 GROUP BY 1 ORDER BY 1`, [verification])).rows);
}

/** Aggregates that differ, by entity. */
export async function readMismatchedKeys(control: TargetPool, verification: string): Promise<ReadonlyMap<string, number[]>> {
  const rows = await withTarget(control, async (client) => (await client.query<{ entity: string; keys: string[] }>(
    `SELECT entity_type AS entity, array_agg(DISTINCT magento_id ORDER BY magento_id) AS keys
       FROM banyan.mismatches WHERE verification = $1 AND magento_id IS NOT NULL GROUP BY 1`, [verification])).rows);
  return new Map(rows.map(({ entity, keys }) => [entity, keys.map(Number)]));
}
