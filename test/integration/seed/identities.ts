/** Queries that count what must not be in a shop without traps. Written by hand, so that they share nothing with the generator. */
const money = (base: string): string => `COALESCE(${base}subtotal, 0) + COALESCE(${base}discount_amount, 0) + COALESCE(${base}tax_amount, 0) + COALESCE(${base}shipping_amount, 0)`;
const itemSums = (base: string): string => `
  SELECT COUNT(*) FROM sales_order AS o JOIN (
    SELECT order_id, SUM(${base}row_total) AS rows_total, SUM(${base}discount_amount) AS discount, SUM(${base}tax_amount) AS tax
    FROM sales_order_item WHERE parent_item_id IS NULL GROUP BY order_id) AS i ON i.order_id = o.entity_id
  WHERE i.rows_total <> o.${base}subtotal OR -i.discount <> o.${base}discount_amount OR i.tax <> o.${base}tax_amount`;

export const IDENTITIES: Readonly<Record<string, string>> = {
  'grand total of orders': `SELECT COUNT(*) FROM sales_order WHERE grand_total <> ${money('')}`,
  'base grand total of orders': `SELECT COUNT(*) FROM sales_order WHERE base_grand_total <> ${money('base_')}`,
  'grand total of invoices': `SELECT COUNT(*) FROM sales_invoice WHERE grand_total <> ${money('')} OR base_grand_total <> ${money('base_')}`,
  'grand total of credit memos': `SELECT COUNT(*) FROM sales_creditmemo WHERE grand_total <> ${money('')} OR base_grand_total <> ${money('base_')}`,
  'items of orders': itemSums(''),
  'base items of orders': itemSums('base_'),
  'orders without items': 'SELECT COUNT(*) FROM sales_order AS o LEFT JOIN sales_order_item AS i ON i.order_id = o.entity_id WHERE i.item_id IS NULL',
  'discount sign': 'SELECT COUNT(*) FROM sales_order AS o JOIN sales_order_item AS i ON i.order_id = o.entity_id WHERE o.discount_amount > 0 OR i.discount_amount < 0',
  'money on child rows': 'SELECT COUNT(*) FROM sales_order_item WHERE parent_item_id IS NOT NULL AND row_total <> 0',
  'parents in another order': `SELECT COUNT(*) FROM sales_order_item AS c LEFT JOIN sales_order_item AS p ON p.item_id = c.parent_item_id
    WHERE c.parent_item_id IS NOT NULL AND (p.item_id IS NULL OR p.order_id <> c.order_id)`,
  'guests with a customer': 'SELECT COUNT(*) FROM sales_order WHERE (customer_is_guest <=> 1) <> (customer_id IS NULL)',
  'virtual orders with shipping': 'SELECT COUNT(*) FROM sales_order WHERE (is_virtual = 1) <> (shipping_address_id IS NULL)',
  'increment ids': "SELECT COUNT(*) FROM sales_order WHERE increment_id NOT REGEXP CONCAT('^', IF(store_id = 1, '', store_id), '[0-9]{9}$')",
  'paid and due': 'SELECT COUNT(*) FROM sales_order WHERE COALESCE(total_paid, 0) + total_due <> grand_total',
  'invoices of orders': 'SELECT COUNT(*) FROM sales_order AS o JOIN sales_invoice AS i ON i.order_id = o.entity_id WHERE i.grand_total <> o.total_paid',
  'refunds of orders': 'SELECT COUNT(*) FROM sales_order AS o JOIN sales_creditmemo AS m ON m.order_id = o.entity_id WHERE m.grand_total <> o.total_refunded OR m.grand_total > o.grand_total',
  'taxes of orders': 'SELECT COUNT(*) FROM sales_order_tax AS t JOIN sales_order AS o ON o.entity_id = t.order_id WHERE t.amount <> o.tax_amount',
  'tax items': `SELECT COUNT(*) FROM sales_order_tax AS t JOIN (SELECT tax_id, SUM(amount) AS amount FROM sales_order_tax_item GROUP BY tax_id) AS i
    ON i.tax_id = t.tax_id WHERE i.amount <> t.amount`,
  'items of products that are not there': 'SELECT COUNT(*) FROM sales_order_item AS i LEFT JOIN catalog_product_entity AS p ON p.entity_id = i.product_id WHERE p.entity_id IS NULL',
  'coupon counters': `SELECT COUNT(*) FROM salesrule_coupon AS c
    LEFT JOIN (SELECT coupon_code, COUNT(*) AS used FROM sales_order GROUP BY coupon_code) AS o ON o.coupon_code = c.code WHERE c.times_used <> COALESCE(o.used, 0)`,
  'coupons of nobody': `SELECT COUNT(*) FROM sales_order AS o LEFT JOIN salesrule_coupon AS c ON c.code = o.coupon_code
    WHERE o.coupon_code IS NOT NULL AND c.coupon_id IS NULL`,
  'stock below zero': 'SELECT COUNT(*) FROM cataloginventory_stock_item WHERE qty < 0 OR qty IS NULL',
  'stock systems': `SELECT COUNT(*) FROM cataloginventory_stock_item AS s JOIN catalog_product_entity AS p ON p.entity_id = s.product_id
    JOIN inventory_source_item AS i ON i.sku = p.sku AND i.source_code = 'default' WHERE i.quantity <> s.qty`,
  'stock of no product': 'SELECT COUNT(*) FROM inventory_source_item AS i LEFT JOIN catalog_product_entity AS p ON p.sku = i.sku WHERE p.entity_id IS NULL',
  'same SKU': 'SELECT COUNT(*) FROM (SELECT sku FROM catalog_product_entity GROUP BY sku HAVING COUNT(*) > 1) AS twice',
  'default addresses': `SELECT COUNT(*) FROM customer_entity AS c LEFT JOIN customer_address_entity AS a ON a.entity_id = c.default_billing AND a.parent_id = c.entity_id
    WHERE c.default_billing IS NOT NULL AND a.entity_id IS NULL`,
  'reward balances': `SELECT COUNT(*) FROM magento_reward AS r JOIN (SELECT reward_id, SUM(points_delta) AS points FROM magento_reward_history GROUP BY reward_id) AS h
    ON h.reward_id = r.reward_id WHERE h.points <> r.points_balance`,
  'category children': `SELECT COUNT(*) FROM catalog_category_entity AS c
    WHERE c.children_count <> (SELECT COUNT(*) FROM catalog_category_entity AS below WHERE below.path LIKE CONCAT(c.path, '/%'))`,
};

/** Queries that count what a shop with 300 orders must have at least one of. */
export const PRESENT: Readonly<Record<string, string>> = {
  'one e-mail address on two websites': 'SELECT COUNT(*) FROM (SELECT email FROM customer_entity GROUP BY email HAVING COUNT(DISTINCT website_id) > 1) AS pairs',
  'the same in another letter case': "SELECT COUNT(*) FROM customer_entity WHERE CAST(email AS binary) = CAST(UPPER(email) AS binary)",
  'orders in another currency than the base': 'SELECT COUNT(*) FROM sales_order WHERE base_to_order_rate <> 1 AND grand_total <> base_grand_total',
  'store values of NULL': 'SELECT COUNT(*) FROM catalog_product_entity_text WHERE value IS NULL AND store_id > 0',
  'guest flags of NULL': 'SELECT COUNT(*) FROM sales_order WHERE customer_is_guest IS NULL',
  'ordered carts': 'SELECT COUNT(*) FROM quote AS q JOIN sales_order AS o ON o.quote_id = q.entity_id WHERE q.is_active = 0',
  'active carts': 'SELECT COUNT(*) FROM quote WHERE is_active = 1',
  'open reservations': 'SELECT COUNT(*) FROM inventory_reservation WHERE quantity < 0',
  'votes': 'SELECT COUNT(*) FROM rating_option_vote AS v JOIN rating_option AS o ON o.option_id = v.option_id WHERE o.value = v.value AND o.rating_id = v.rating_id',
  'gaps in increment ids': `SELECT (SELECT MAX(sequence_value) FROM sequence_order_1) - COUNT(*) FROM sales_order WHERE store_id = 1`,
};
