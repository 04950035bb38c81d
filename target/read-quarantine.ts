import type { TargetClient } from './connect';

/** An aggregate that could not be carried. Names only: quarantine holds no values. */
export interface Quarantined {
  readonly entity: string;
  readonly key: number;
  readonly table: string;
  readonly column: string;
  readonly reason: string;
  readonly label: number;
  readonly since: Date;
  readonly acceptedBy: string | null;
  readonly acceptedBecause: string | null;
  readonly acceptedAt: Date | null;
}

export interface QuarantineFilter {
  readonly entity?: string;
  readonly key?: number;
  /** Most rows to return. */
  readonly limit: number;
}

const columns = `entity_type AS entity, magento_id AS key, source_table AS table, source_column AS column, reason, label,
  first_seen AS since, accepted_by AS "acceptedBy", accepted_because AS "acceptedBecause", accepted_at AS "acceptedAt"`;
const matching = '($1::text IS NULL OR entity_type = $1) AND ($2::bigint IS NULL OR magento_id = $2)';

/** Aggregates in quarantine, by entity and key. */
export async function readQuarantine(client: TargetClient, { entity, key, limit }: QuarantineFilter): Promise<Quarantined[]> {
  const result = await client.query<Quarantined>(
    `SELECT ${columns} FROM banyan.quarantine WHERE ${matching} ORDER BY entity_type, magento_id LIMIT $3`, [entity ?? null, key ?? null, limit]);
  return result.rows;
}

/** How many aggregates one reason holds back. */
export interface QuarantineReason {
  readonly entity: string;
  readonly table: string;
  readonly column: string;
  readonly reason: string;
  readonly count: number;
  readonly accepted: number;
}

/** The quarantine by reason, the most frequent first. */
export async function readQuarantineReasons(client: TargetClient): Promise<QuarantineReason[]> {
  const result = await client.query<QuarantineReason>(
    `SELECT entity_type AS entity, source_table AS table, source_column AS column, reason, count(*) AS count, count(accepted_at) AS accepted
       FROM banyan.quarantine GROUP BY 1, 2, 3, 4 ORDER BY count DESC, 1, 2, 3, 4`);
  return result.rows;
}

/**
 * Accepts aggregates that are in quarantine and not yet accepted.
 * @returns the accepted keys, by entity.
 */
export async function acceptQuarantined(client: TargetClient, accept: { entity?: string; key?: number; who: string; because: string }): Promise<ReadonlyMap<string, number[]>> {
  const result = await client.query<{ entity: string; key: number }>(
    `UPDATE banyan.quarantine SET accepted_by = $3, accepted_because = $4, accepted_at = clock_timestamp()
      WHERE ${matching} AND accepted_at IS NULL RETURNING entity_type AS entity, magento_id AS key`,
    [accept.entity ?? null, accept.key ?? null, accept.who, accept.because]);
  const accepted = new Map<string, number[]>();
  for (const { entity, key } of result.rows) accepted.set(entity, [...(accepted.get(entity) ?? []), key]);
  return accepted;
}
