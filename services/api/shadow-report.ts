import type { Difference } from '../../contracts/shadow/compare-answers';
import { countOutcome, noCounts, type RouteCounts } from '../../contracts/shadow/route-counts';
import type { ShadowOutcome } from '../../contracts/shadow/shadow-comparer';

export interface ReportedRoute extends RouteCounts {
  readonly route: string;
  /** Fields that differed, the most frequent first, with one question each by its digest. No values. */
  readonly paths: readonly { readonly path: string; readonly count: number; readonly request: string }[];
}

/** What comparing in code has found since the program started. */
export interface ShadowReport {
  count(route: string, outcome: ShadowOutcome, isBaseline: boolean): void;
  find(route: string, differences: readonly Difference[], request: string): void;
  routes(): ReportedRoute[];
}

const mostPaths = 100;

export function createShadowReport(): ShadowReport {
  const routes = new Map<string, { readonly counts: RouteCounts; readonly paths: Map<string, { count: number; request: string }> }>();
  const of = (route: string) => {
    const held = routes.get(route) ?? { counts: noCounts(), paths: new Map<string, { count: number; request: string }>() };
    routes.set(route, held);
    return held;
  };
  return {
    count: (route, outcome, isBaseline) => countOutcome(of(route).counts, outcome, isBaseline),
    find: (route, differences, request) => {
      const { paths } = of(route);
      for (const { path } of differences) {
        const known = paths.get(path);
        if (known) Object.assign(known, { count: known.count + 1, request });
        else if (paths.size < mostPaths) paths.set(path, { count: 1, request });
      }
    },
    routes: () => [...routes].map(([route, { counts, paths }]) => ({ route, ...counts, paths: [...paths].map(([path, said]) => ({ path, ...said })).sort((a, b) => b.count - a.count) })),
  };
}
