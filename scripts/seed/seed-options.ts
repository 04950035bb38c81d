import { z } from 'zod';

/** What to seed. Numbers of things are approximate only where one thing is made of several rows. */
export const seedOptionsSchema = z.object({
  customers: z.coerce.number().int().min(20).max(50_000_000).default(20_000),
  products: z.coerce.number().int().min(20).max(50_000_000).default(5_000),
  orders: z.coerce.number().int().min(1).max(500_000_000).default(60_000),
  seed: z.coerce.number().int().min(0).max(2 ** 31).default(1),
  /** Adobe Commerce: reward points. */
  commerce: z.boolean().default(false),
  /** Adobe Commerce: content staging, so that products and categories have versions. */
  staging: z.boolean().default(false),
  /** Put before every table name, the longest of which has room for twelve characters. */
  prefix: z.string().max(12).regex(/^\w*$/, 'may hold letters, digits and underscores only').default(''),
  /** `all`, `none`, or names separated by commas; see scripts/seed/traps. */
  traps: z.string().default('all'),
  /** Opt-in traps that are quarantined by design, names separated by commas. */
  trap: z.string().default(''),
});

export type SeedOptions = z.output<typeof seedOptionsSchema>;
export type SeedInput = z.input<typeof seedOptionsSchema>;
