import { z } from 'zod';

/** The parts of the shop that move one by one. Each has a service, and flags of its own. */
export const domains = ['customer', 'catalog', 'order', 'warehouse', 'promotion', 'payment', 'loyalty', 'review'] as const;
export type Domain = (typeof domains)[number];

/** `catalog_read`, `order_write`, … */
export type FlagName = `${Domain}_${'read' | 'write'}`;
export const flagNames: readonly FlagName[] = domains.flatMap((domain) => [`${domain}_read`, `${domain}_write`] as const);

const share = z.number().min(0).max(100);

const flag = z.strictObject({
  /** Percentage of everyone that goes to the service. */
  everyone: share,
  /** Percentage of the team that does, whatever everyone's is. */
  team: share,
  /** Version of the routing in which this flag was last changed: failures of older requests do not count against it. */
  since: z.number().int().nonnegative(),
  /** Set when failures have switched the flag off; only a person takes it away, with a reason. */
  disabled: z.strictObject({ why: z.string(), at: z.string() }).optional(),
});
export type Flag = Readonly<z.output<typeof flag>>;

const shadow = z.strictObject({
  mode: z.enum(['off', 'sample', 'full']),
  /** Percentage of reads compared in mode `sample`. */
  percentage: share,
});
export type ShadowSetting = Readonly<z.output<typeof shadow>>;

const guard = z.strictObject({
  /** Reads go to the service only while it is at most so far behind the shop, in milliseconds. */
  maxLagMs: z.number().int().positive(),
  /** … and its last verification, without a mismatch, is at most so old. */
  maxVerificationAgeMs: z.number().int().positive(),
});
export type FreshnessGuard = Readonly<z.output<typeof guard>>;

/** Where requests go: the one row of state that every gateway follows. */
export const routingSchema = z.strictObject({
  /** In phase 1 every write goes to Magento, whatever the flags say. */
  phase: z.number().int().min(1),
  /** Everything goes to Magento, whatever the flags say. */
  killed: z.boolean(),
  /** Members of the team, as cohort keys: `customer:17`, `address:10.1.2.3`. */
  team: z.array(z.string().regex(/^(customer|cart|session|address):\S+$/, 'must look like customer:17')),
  flags: z.record(z.enum(flagNames as [FlagName, ...FlagName[]]), flag),
  shadow: z.record(z.enum(domains), shadow),
  /** No entry: this domain's reads are not held to a freshness budget. */
  guards: z.partialRecord(z.enum(domains), guard),
});
export type Routing = Readonly<z.output<typeof routingSchema>>;

/** A version of the routing, as it is stored and followed. */
export interface RoutingVersion {
  /** 0: nobody has ever said anything, everything goes to Magento. */
  readonly version: number;
  /** When every gateway starts to follow it, by the control database's clock, in milliseconds of the epoch. */
  readonly effectiveAt: number;
  readonly routing: Routing;
}

/** Within the user's bound for lag, and one day for a full verification. */
export const defaultGuard: FreshnessGuard = { maxLagMs: 2_000, maxVerificationAgeMs: 24 * 60 * 60 * 1000 };

const byName = <K extends string, V>(names: readonly K[], value: () => V): Record<K, V> => Object.fromEntries(names.map((name) => [name, value()])) as Record<K, V>;

/** What a shop starts with: everything goes to Magento. */
export const initialRouting: Routing = {
  phase: 1,
  killed: false,
  team: [],
  flags: byName(flagNames, () => ({ everyone: 0, team: 0, since: 0 })),
  shadow: byName(domains, () => ({ mode: 'off' as const, percentage: 0 })),
  guards: byName(domains, () => defaultGuard),
};
