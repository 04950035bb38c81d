import type { Domain } from '../../contracts/routing';
import { inTransaction, type ControlPool } from '../flags/connect-control';
import type { LiveRouting } from '../flags/live-routing';
import type { Upstreams } from '../gateway-options';
import type { Metrics } from '../observe/metrics';
import { openPool } from '../open-upstreams';
import { createShadow, type Shadow, type ShadowOptions } from './run-shadow';
import { storeShadow, type FoundDifference, type RouteCounts } from './shadow-table';

export interface OpenShadow extends Shadow {
  close(): Promise<void>;
}

export interface ShadowSetting {
  readonly upstreams: Upstreams;
  readonly live: Pick<LiveRouting, 'current'>;
  readonly metrics: Pick<Metrics, 'shadowed'>;
  /** Where results are kept; without one they are in the metrics only. */
  readonly pool: ControlPool | undefined;
  readonly recheckMs?: number;
}

const storeEveryMs = 1_000;
/** Differences that wait while the control database is away; more are counted, not kept. */
const mostFound = 1_000;
const poolOptions = { connections: 4, connectMs: 1_000, idleMs: 5_000 };
const budget: ShadowOptions['budget'] = { atOnce: 4, waiting: 32, perSecond: 50, busiest: 0.8 };

/** Opens shadow comparison with pools, a budget and a place for its results. */
export function openShadow({ upstreams, live, metrics, pool, recheckMs = 1_500 }: ShadowSetting): OpenShadow {
  const magento = openPool(upstreams.magento, poolOptions);
  const services = new Map(Object.entries(upstreams.services).map(([domain, origin]) => [domain as Domain, openPool(origin, poolOptions)]));
  const results = gatherResults(pool);
  const shadow = createShadow({
    live, magento, services, budget, recheckMs, largestBytes: 256 * 1024, timeoutMs: 5_000, baselineEvery: 20,
    counted: (exchange, outcome, isBaseline) => {
      metrics.shadowed(exchange, outcome);
      results.count(exchange.route.name, exchange.route.domain!, { outcome, isBaseline });
    },
    found: results.find,
  });
  return {
    ...shadow,
    close: async () => {
      await results.close();
      await Promise.all([magento, ...services.values()].map((one) => one.destroy()));
    },
  };
}

function gatherResults(pool: ControlPool | undefined) {
  let counts = new Map<string, RouteCounts>();
  let found: FoundDifference[] = [];
  const store = async (): Promise<void> => {
    if (!pool || (counts.size === 0 && found.length === 0)) return;
    const [storing, differences] = [counts, found];
    [counts, found] = [new Map(), []];
    try {
      await inTransaction(pool, (client) => storeShadow(client, storing, differences));
    } catch {
      // The control database is away, which is told elsewhere: they are kept for the next time.
      for (const [route, held] of storing) counts.set(route, sum(held, counts.get(route)));
      found = [...differences, ...found].slice(0, mostFound);
    }
  };
  const timer = setInterval(() => void store(), storeEveryMs);
  return {
    count: (route: string, domain: Domain, { outcome, isBaseline }: { readonly outcome: string; readonly isBaseline: boolean }): void => {
      let held = counts.get(route);
      if (!held) counts.set(route, (held = { domain, compared: 0, mismatched: 0, baselines: 0, noisy: 0, skipped: 0 }));
      if (outcome === 'skipped' || outcome === 'failed') held.skipped++;
      else held.compared++;
      if (outcome === 'mismatch') held.mismatched++;
      if (outcome === 'noise') held.noisy++;
      if (isBaseline) held.baselines++;
    },
    find: (differences: readonly FoundDifference[]): void => {
      found = [...found, ...differences].slice(0, mostFound);
    },
    close: (): Promise<void> => {
      clearInterval(timer);
      return store();
    },
  };
}

const sum = (left: RouteCounts, right: RouteCounts | undefined): RouteCounts => (right ? {
  domain: left.domain, compared: left.compared + right.compared, mismatched: left.mismatched + right.mismatched,
  baselines: left.baselines + right.baselines, noisy: left.noisy + right.noisy, skipped: left.skipped + right.skipped,
} : left);
