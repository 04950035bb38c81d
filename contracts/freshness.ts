import type { Domain } from './routing';

/** How far a service's data can be trusted to be the shop's. What is unknown is undefined, and never good. */
export interface Freshness {
  /** How far the domain's rows are behind the shop, in milliseconds, at the moment of reading. */
  readonly lagMs: number | undefined;
  /** Everything that the shop had committed at this moment is applied; milliseconds of the epoch, by the stream's clock. */
  readonly appliedUntil: number | undefined;
  /** When the domain was last verified whole and without a mismatch; milliseconds of the epoch. */
  readonly verifiedAt: number | undefined;
  /** What stands in the way by itself: an entity that is paused or has dead letters, a mismatch found since. */
  readonly trouble: string | undefined;
}

/** All domains at one moment. */
export type FreshnessByDomain = Readonly<Record<Domain, Freshness>>;
