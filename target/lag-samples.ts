import type { TargetClient } from './connect';

/** Keeps one sample, in milliseconds, and drops those older than a week. */
export async function noteLag(client: TargetClient, ms: number): Promise<void> {
  await client.query('INSERT INTO banyan.lag_samples (ms) VALUES ($1)', [ms]);
  await client.query(`DELETE FROM banyan.lag_samples WHERE at < now() - interval '7 days'`);
}

/** The newest sample, in milliseconds; undefined when there is none of the last ten seconds: nothing is heard of the stream. */
export async function newestLag(client: TargetClient): Promise<number | undefined> {
  const { rows } = await client.query<{ ms: number }>("SELECT ms FROM banyan.lag_samples WHERE at > now() - interval '10 seconds' ORDER BY at DESC LIMIT 1");
  return rows[0]?.ms;
}

export interface Lag {
  readonly samples: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Percentiles, in milliseconds, since a moment; undefined without a sample: no data is not good data. */
export async function readLag(client: TargetClient, since: Date): Promise<Lag | undefined> {
  const result = await client.query<Lag>(
    `SELECT count(*) AS samples, max(ms) AS max,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,
            percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95,
            percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS p99
       FROM banyan.lag_samples WHERE at >= $1`, [since]);
  const lag = result.rows[0]!;
  return lag.samples > 0 ? lag : undefined;
}
