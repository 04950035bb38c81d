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
  /** Heartbeats that arrived, and those that were missed. */
  readonly samples: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface LagQuestion {
  readonly since: Date;
  /** Whether the gap counts in which nothing has arrived until now: yes for whoever asks how the stream does, no for a look back at a run. */
  readonly standing: boolean;
}

/**
 * Samples are only of what arrived: while nothing does, there would be none, and an outage would be good data. So every
 * heartbeat that a gap has swallowed counts with the age it had when the next one arrived, or has now. Heartbeats are
 * written every 500 ms, and some of them late: a gap is longer than four.
 */
const countLag = `
  WITH arrived AS (
    SELECT at, ms, at - ms * interval '1 millisecond' AS written FROM banyan.lag_samples
     WHERE at >= coalesce((SELECT max(at) FROM banyan.lag_samples WHERE $2::boolean AND at < $1), $1::timestamptz)),
  pair AS (
    SELECT written, coalesce(lead(written) OVER by_time, present) AS next_written, coalesce(lead(at) OVER by_time, present) AS next_at
      FROM arrived, (SELECT CASE WHEN $2 THEN statement_timestamp() END AS present) AS clock WINDOW by_time AS (ORDER BY written)),
  sample AS (
    SELECT ms FROM arrived WHERE at >= $1
    UNION ALL
    SELECT (extract(epoch FROM next_at - beat) * 1000)::float8
      FROM pair, generate_series(greatest(written + interval '500 ms', $1), next_written - interval '500 ms', interval '500 ms') AS beat
     WHERE next_written - written > interval '2 seconds')
  SELECT count(*) AS samples, max(ms) AS max,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50,
         percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95,
         percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS p99
    FROM sample`;

/** Percentiles, in milliseconds, since a moment; undefined without a heartbeat: no data is not good data. */
export async function readLag(client: TargetClient, { since, standing }: LagQuestion): Promise<Lag | undefined> {
  const lag = (await client.query<Lag>(countLag, [since, standing])).rows[0]!;
  return lag.samples > 0 ? lag : undefined;
}
