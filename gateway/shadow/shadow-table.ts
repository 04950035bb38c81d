import type { ControlPool, Queryable } from '../flags/connect-control';
import type { Difference } from '../../contracts/shadow/compare-answers';
import type { RouteCounts } from '../../contracts/shadow/route-counts';

/** What was counted on one route since it was last stored. */
export interface DomainCounts extends RouteCounts {
  readonly domain: string;
}

export interface FoundDifference extends Difference {
  readonly route: string;
  readonly domain: string;
  /** Keyed digest of the request's path and query. */
  readonly request: string;
}

export interface ShadowedRoute extends DomainCounts {
  readonly route: string;
  readonly paths: readonly { readonly path: string; readonly count: number }[];
}

const addCounts = `
  INSERT INTO banyan.gateway_shadow AS held (route, domain, day, compared, mismatched, baselines, noisy, skipped) VALUES ($1, $2, current_date, $3, $4, $5, $6, $7)
  ON CONFLICT (route, day) DO UPDATE SET compared = held.compared + excluded.compared, mismatched = held.mismatched + excluded.mismatched,
    baselines = held.baselines + excluded.baselines, noisy = held.noisy + excluded.noisy, skipped = held.skipped + excluded.skipped`;

const addDifferences = `
  INSERT INTO banyan.gateway_mismatches (route, domain, request, path, kind, control, candidate)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`;

/** Adds what was counted and found. */
export async function storeShadow(control: Queryable, counts: ReadonlyMap<string, DomainCounts>, found: readonly FoundDifference[]): Promise<void> {
  for (const [route, { domain, compared, mismatched, baselines, noisy, skipped }] of counts) {
    await control.query(addCounts, [route, domain, compared, mismatched, baselines, noisy, skipped]);
  }
  if (found.length === 0) return;
  const column = <K extends keyof FoundDifference>(name: K) => found.map((difference) => difference[name] ?? null);
  await control.query(addDifferences, [column('route'), column('domain'), column('request'), column('path'), column('kind'), column('control'), column('candidate')]);
}

/** Routes that were compared in the last days, the worst first. */
export async function readShadow(pool: ControlPool, days: number): Promise<ShadowedRoute[]> {
  const { rows } = await pool.query<ShadowedRoute>(`
    SELECT route, domain, sum(compared)::float8 AS compared, sum(mismatched)::float8 AS mismatched, sum(baselines)::float8 AS baselines,
           sum(noisy)::float8 AS noisy, sum(skipped)::float8 AS skipped,
           coalesce((SELECT json_agg(json_build_object('path', path, 'count', n) ORDER BY n DESC, path)
                       FROM (SELECT path, count(*) AS n FROM banyan.gateway_mismatches AS found WHERE found.route = counted.route AND found.at >= current_date - $1::int
                              GROUP BY path ORDER BY n DESC, path LIMIT 10) AS worst), '[]') AS paths
      FROM banyan.gateway_shadow AS counted WHERE day >= current_date - $1::int GROUP BY route, domain ORDER BY sum(mismatched) DESC, route`, [days]);
  return rows;
}
