import type { TargetClient } from './connect';

export interface StoredRange {
  readonly entity: string;
  readonly from: number;
  readonly to: number;
}

/** The ranges of one entity: numbers that follow each other. */
export interface EntityRanges {
  readonly entity: string;
  readonly first: number;
  readonly count: number;
}

/** Stores the ranges of a run, numbered in their order. */
export async function storePlannedRanges(client: TargetClient, run: string, ranges: readonly StoredRange[]): Promise<void> {
  await client.query(
    `INSERT INTO banyan.planned_ranges (run, ordinal, entity_type, range_from, range_to)
     SELECT $1, ordinal - 1, entity, range_from, range_to
       FROM unnest($2::text[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS planned(entity, range_from, range_to, ordinal)`,
    [run, ranges.map((range) => range.entity), ranges.map((range) => range.from), ranges.map((range) => range.to)]);
}

/** What was stored for a run, by entity, in order; empty when nothing was. */
export async function readEntityRanges(client: TargetClient, run: string): Promise<EntityRanges[]> {
  const result = await client.query<EntityRanges>(
    `SELECT entity_type AS entity, min(ordinal) AS first, count(*)::int AS count
       FROM banyan.planned_ranges WHERE run = $1 GROUP BY entity_type ORDER BY min(ordinal)`, [run]);
  return result.rows;
}

/** One range of a run by its number; undefined when there is none. */
export async function readPlannedRange(client: TargetClient, run: string, ordinal: number): Promise<StoredRange | undefined> {
  const result = await client.query<StoredRange>(
    'SELECT entity_type AS entity, range_from AS from, range_to AS to FROM banyan.planned_ranges WHERE run = $1 AND ordinal = $2', [run, ordinal]);
  return result.rows[0];
}
