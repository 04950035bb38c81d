/**
 * The choice of customers in plain SQL: which rows of which tables a run with a cut is to carry. Written from the words
 * of the choice, not from Banyan's own statement of it.
 */
export interface Cut {
  /** The rows of a table that are carried, as a query to select from; undefined: all of them. */
  carried(table: string): string | undefined;
  /** Tables that lose rows, each with a query that counts them. */
  readonly leftOut: readonly { readonly table: string; readonly sql: string }[];
}

/** How each table names the customer it belongs to, as `x.column`. */
const owners: Readonly<Record<string, string>> = {
  customer_entity: 'x.entity_id',
  customer_address_entity: 'x.parent_id',
  newsletter_subscriber: 'x.customer_id',
  quote: 'x.customer_id',
  salesrule_customer: 'x.customer_id',
  salesrule_coupon_usage: 'x.customer_id',
  magento_reward: 'x.customer_id',
  magento_reward_history: '(SELECT b.customer_id FROM {!magento_reward} b WHERE b.reward_id = x.reward_id)',
};

/** Whoever one of these names comes along. */
const bringers = ['sales_order', 'review_detail', 'wishlist'];

/**
 * @param since first day, `YYYY-MM-DD` in UTC, whose customers are carried.
 * @param has whether the shop has a table.
 */
export function cutOf(since: string, has: (table: string) => boolean): Cut {
  if (!/^\d{4}-\d\d-\d\d$/.test(since)) throw new Error('a cut is a day, as 2020-01-31');
  const named = bringers.filter(has).map((table) => ` AND p.entity_id NOT IN (SELECT n.customer_id FROM {!${table}} n WHERE n.customer_id IS NOT NULL)`).join('');
  // Somebody who is gone from the shop is not left out: what still names them is nobody's, and carried.
  const outside = `SELECT p.entity_id FROM {!customer_entity} p WHERE (p.created_at IS NULL OR p.created_at < '${since} 00:00:00')${named}`;
  const tables = Object.keys(owners).filter(has);
  return {
    carried: (table) => (tables.includes(table) ? `(SELECT x.* FROM {!${table}} x WHERE COALESCE(${owners[table]!}, 0) NOT IN (${outside}))` : undefined),
    leftOut: tables.map((table) => ({ table, sql: `SELECT COUNT(*) FROM {!${table}} x WHERE ${owners[table]!} IN (${outside})` })),
  };
}
