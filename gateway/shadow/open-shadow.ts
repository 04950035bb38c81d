import type { Domain } from '../../contracts/routing';
import { addCounts, countOutcome, noCounts } from '../../contracts/shadow/route-counts';
import { besideShoppers, type ShadowOutcome } from '../../contracts/shadow/shadow-comparer';
import { inTransaction, type ControlPool } from '../flags/connect-control';
import type { LiveRouting } from '../flags/live-routing';
import type { Upstreams } from '../gateway-options';
import type { Metrics } from '../observe/metrics';
import { openPool } from '../open-upstreams';
import { createShadow, type Shadow } from './run-shadow';
import { storeShadow, type DomainCounts, type FoundDifference } from './shadow-table';

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

/** Opens shadow comparison with pools, a budget and a place for its results. */
export function openShadow({ upstreams, live, metrics, pool, recheckMs = besideShoppers.recheckMs }: ShadowSetting): OpenShadow {
  const magento = openPool(upstreams.magento, poolOptions);
  const services = new Map(Object.entries(upstreams.services).map(([domain, origin]) => [domain as Domain, openPool(origin, poolOptions)]));
  const results = gatherResults(pool);
  const shadow = createShadow({
    ...besideShoppers, live, magento, services, recheckMs, largestBytes: 256 * 1024, timeoutMs: 5_000,
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
  let counts = new Map<string, DomainCounts>();
  let found: FoundDifference[] = [];
  const store = async (): Promise<void> => {
    if (!pool || (counts.size === 0 && found.length === 0)) return;
    const [storing, differences] = [counts, found];
    [counts, found] = [new Map(), []];
    try {
      await inTransaction(pool, (client) => storeShadow(client, storing, differences));
    } catch {
      // The control database is away, which is told elsewhere: they are kept for the next time.
      for (const [route, held] of storing) {
        const since = counts.get(route);
        if (since) addCounts(held, since);
        counts.set(route, held);
      }
      found = [...differences, ...found].slice(0, mostFound);
    }
  };
  const timer = setInterval(() => void store(), storeEveryMs);
  return {
    count: (route: string, domain: Domain, { outcome, isBaseline }: { readonly outcome: ShadowOutcome; readonly isBaseline: boolean }): void => {
      let held = counts.get(route);
      if (!held) counts.set(route, (held = { ...noCounts(), domain }));
      countOutcome(held, outcome, isBaseline);
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
