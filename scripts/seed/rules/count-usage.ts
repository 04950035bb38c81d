import type { Connection } from 'mysql2/promise';

/** Coupon and rule counters, as they stand when Magento's queue consumer has caught up. */
const STATEMENTS: readonly string[] = [
  `INSERT INTO {p}salesrule_coupon_usage (coupon_id, customer_id, times_used)
   SELECT coupon.coupon_id, placed.customer_id, COUNT(*)
   FROM {p}sales_order AS placed JOIN {p}salesrule_coupon AS coupon ON coupon.code = placed.coupon_code
   WHERE placed.customer_id IS NOT NULL GROUP BY coupon.coupon_id, placed.customer_id`,
  `UPDATE {p}salesrule_coupon AS coupon
   JOIN (SELECT coupon_code, COUNT(*) AS used FROM {p}sales_order WHERE coupon_code IS NOT NULL GROUP BY coupon_code) AS placed
   ON placed.coupon_code = coupon.code SET coupon.times_used = placed.used`,
  `INSERT INTO {p}salesrule_customer (rule_id, customer_id, times_used)
   SELECT coupon.rule_id, placed.customer_id, LEAST(COUNT(*), 65535)
   FROM {p}sales_order AS placed JOIN {p}salesrule_coupon AS coupon ON coupon.code = placed.coupon_code
   WHERE placed.customer_id IS NOT NULL GROUP BY coupon.rule_id, placed.customer_id ORDER BY coupon.rule_id, placed.customer_id`,
  `UPDATE {p}salesrule AS rule
   JOIN (SELECT rule_id, SUM(times_used) AS used FROM {p}salesrule_coupon GROUP BY rule_id) AS coupons
   ON coupons.rule_id = rule.rule_id SET rule.times_used = coupons.used`,
];

/** Fills the counters of coupons and rules from the orders that are there. */
export async function countUsage(connection: Connection, prefix: string): Promise<void> {
  for (const statement of STATEMENTS) await connection.query(statement.replaceAll('{p}', prefix));
  await connection.query('COMMIT');
}
