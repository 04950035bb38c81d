import type { TargetClient } from './connect';

/** How far the first copy of an entity is. */
export interface Copied {
  readonly entity: string;
  readonly aggregates: number;
  /** Time of the newest committed chunk. */
  readonly movedAt: Date;
}

/** Aggregates that a run has copied, by entity, in one target database. */
export async function readCopied(client: TargetClient, run: string): Promise<Copied[]> {
  const result = await client.query<Copied>(
    `SELECT entity_type AS entity, sum(rows)::bigint AS aggregates, max(moved_at) AS "movedAt"
       FROM banyan.progress WHERE run = $1 GROUP BY 1 ORDER BY 1`, [run]);
  return result.rows;
}
