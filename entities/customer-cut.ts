import { columnsOf, type SourceCatalog } from './grammar/catalog';

/** Rows that bring their customer along, whatever its age. */
export interface Keeper {
  readonly table: string;
  readonly key: string;
  readonly column: string;
}

/** A run's choice of customers, made concrete for one shop. */
export interface CustomerCut {
  /** `YYYY-MM-DD`, UTC: customers created on that day or later are carried. */
  readonly since: string;
  /** What carries older ones, as far as the shop has it. */
  readonly keepers: readonly Keeper[];
}

/** Where customers stand, and when they came. */
export const customerRows = { table: 'customer_entity', key: 'entity_id', created: 'created_at' } as const;

/**
 * What refers to a customer and is carried itself. The smallest tables come first, because a customer's first keeper is
 * looked for in this order. Votes name a customer too, but always that of their review.
 */
const keepers: readonly Keeper[] = [
  { table: 'wishlist', key: 'wishlist_id', column: 'customer_id' },
  { table: 'review_detail', key: 'detail_id', column: 'customer_id' },
  { table: 'sales_order', key: 'entity_id', column: 'customer_id' },
];

/** The keepers that a shop has. */
export const keepersOf = (catalog: SourceCatalog): readonly Keeper[] =>
  keepers.filter(({ table, column }) => columnsOf(catalog, table).includes(column));
