import type { Domain } from '../../contracts/routing';
import type { Queryable } from '../flags/connect-control';
import { latencyBoundsMs } from './latency-bounds';

/** What one gateway answered for one domain in one minute. */
export interface TrafficMinute {
  readonly domain: Domain;
  /** Its begin, in milliseconds since 1970. */
  readonly minute: number;
  readonly reads: number;
  readonly readsFailed: number;
  readonly writes: number;
  readonly writesFailed: number;
  readonly fallbacks: number;
  readonly slowestFallbackMs: number;
  /** Reads answered by the service, by {@link latencyBoundsMs}. */
  readonly latencies: readonly number[];
}

export type Traffic = Omit<TrafficMinute, 'domain' | 'minute'>;

const keptDays = 60;

/** Adds counts to what the gateway has written of the same minutes before, and forgets what is old. */
export async function addTraffic(control: Queryable, gateway: string, minutes: readonly TrafficMinute[]): Promise<void> {
  await control.query(
    `INSERT INTO banyan.gateway_traffic AS kept (gateway, domain, minute, reads, reads_failed, writes, writes_failed, fallbacks, slowest_fallback_ms, latencies)
     SELECT $1::uuid, domain, to_timestamp(minute / 1000), reads, "readsFailed", writes, "writesFailed", fallbacks, "slowestFallbackMs", latencies
       FROM jsonb_to_recordset($2::jsonb) AS counted (domain text, minute float8, reads bigint, "readsFailed" bigint, writes bigint, "writesFailed" bigint,
                                                      fallbacks bigint, "slowestFallbackMs" float8, latencies bigint[])
     ON CONFLICT (domain, minute, gateway) DO UPDATE SET
       reads = kept.reads + excluded.reads, reads_failed = kept.reads_failed + excluded.reads_failed,
       writes = kept.writes + excluded.writes, writes_failed = kept.writes_failed + excluded.writes_failed,
       fallbacks = kept.fallbacks + excluded.fallbacks, slowest_fallback_ms = greatest(kept.slowest_fallback_ms, excluded.slowest_fallback_ms),
       latencies = (SELECT array_agg(a + b ORDER BY place) FROM unnest(kept.latencies, excluded.latencies) WITH ORDINALITY AS both_sides (a, b, place))`,
    [gateway, JSON.stringify(minutes)]);
  await control.query(`DELETE FROM banyan.gateway_traffic WHERE domain = ANY($1) AND minute < now() - $2 * interval '1 day'`, [[...new Set(minutes.map(({ domain }) => domain))], keptDays]);
}

/** What all gateways together answered for a domain since the minute of a moment. */
export async function readTraffic(control: Queryable, { domain, since }: { readonly domain: Domain; readonly since: Date }): Promise<Traffic> {
  const of = [domain, since];
  const where = "domain = $1 AND minute >= date_trunc('minute', $2::timestamptz)";
  const { rows } = await control.query<Omit<Traffic, 'latencies'>>(
    `SELECT coalesce(sum(reads), 0)::float8 AS reads, coalesce(sum(reads_failed), 0)::float8 AS "readsFailed", coalesce(sum(writes), 0)::float8 AS writes,
            coalesce(sum(writes_failed), 0)::float8 AS "writesFailed", coalesce(sum(fallbacks), 0)::float8 AS fallbacks, coalesce(max(slowest_fallback_ms), 0) AS "slowestFallbackMs"
       FROM banyan.gateway_traffic WHERE ${where}`, of);
  const stretches = await control.query<{ place: number; count: number }>(
    `SELECT place::int AS place, sum(count)::float8 AS count FROM banyan.gateway_traffic, unnest(latencies) WITH ORDINALITY AS stretch (count, place) WHERE ${where} GROUP BY place`, of);
  const latencies = Array<number>(latencyBoundsMs.length + 1).fill(0);
  for (const { place, count } of stretches.rows) latencies[place - 1] = count;
  return { ...rows[0]!, latencies };
}
