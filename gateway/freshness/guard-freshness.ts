import type { FreshnessByDomain } from '../../contracts/freshness';
import type { Domain, FreshnessGuard } from '../../contracts/routing';
import type { ControlTask } from '../flags/follow-control';
import { hasMigration, readFreshness, readVerified, type Verified } from './read-freshness';

export interface FreshnessWatch {
  /** Why a domain's reads may not go to its service; undefined when they may. What is unknown may not. */
  unfit(domain: Domain, guard: FreshnessGuard): string | undefined;
  /** Everything that the shop had committed by then is applied; undefined when that is unknown. */
  appliedUntil(domain: Domain): number | undefined;
  /** What was last learned; undefined before anything was. */
  latest(): FreshnessByDomain | undefined;
  /** A task that keeps it up to date. */
  readonly refresh: ControlTask;
}

const verifiedEveryMs = 5_000;

/** Keeps in view how far services are behind the shop and when they were verified. */
export function watchFreshness(): FreshnessWatch {
  let latest: FreshnessByDomain | undefined;
  let readAt = 0;
  let known: Verified | undefined;
  let knownAt = 0;
  return {
    unfit: (domain, guard) => {
      const freshness = latest?.[domain];
      if (!freshness || freshness.lagMs === undefined) return 'its lag is unknown';
      if (freshness.trouble) return freshness.trouble;
      // While the control database is away, nothing says that the stream still moves.
      const lag = freshness.lagMs + (performance.now() - readAt);
      if (lag > guard.maxLagMs) return `it is ${Math.round(lag)} ms behind`;
      if (freshness.verifiedAt === undefined) return 'it was never verified whole';
      return Date.now() - freshness.verifiedAt > guard.maxVerificationAgeMs ? 'its last verification is too old' : undefined;
    },
    appliedUntil: (domain) => latest?.[domain].appliedUntil,
    latest: () => latest,
    refresh: async (control) => {
      if (!known || performance.now() - knownAt > verifiedEveryMs) {
        if (!(await hasMigration(control))) return;
        known = await readVerified(control);
        knownAt = performance.now();
      }
      const startedAt = performance.now();
      latest = await readFreshness(control, known);
      readAt = startedAt;
    },
  };
}
