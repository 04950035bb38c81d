import type { TargetClient } from './connect';

/** Lag over one stretch of time, in milliseconds. */
export interface LagPoint {
  readonly at: Date;
  readonly p50: number;
  readonly max: number;
}

/** Lag over time, in at most `points` stretches of equal length between the first sample since a moment and the last. */
export async function readLagSeries(client: TargetClient, { since, points }: { since: Date; points: number }): Promise<LagPoint[]> {
  const result = await client.query<LagPoint>(
    `WITH sample AS (SELECT at, ms, min(at) OVER () AS first, greatest(extract(epoch FROM max(at) OVER () - min(at) OVER ()), 1) AS length
                       FROM banyan.lag_samples WHERE at >= $1)
     SELECT min(at) AS at, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50, max(ms) AS max
       FROM sample GROUP BY least(floor(extract(epoch FROM at - first) / length * $2), $2 - 1) ORDER BY 1`, [since, points]);
  return result.rows;
}
