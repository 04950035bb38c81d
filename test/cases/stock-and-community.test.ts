import { runCases } from './run-cases';

runCases('stock, reviews, wishlists, carts and coupons', [
  {
    name: 'negative and unknown stock: a quantity below zero, one that nobody knows, and settings that are ignored',
    magento: `INSERT INTO cataloginventory_stock (stock_id, website_id) VALUES (1, 0); INSERT INTO catalog_product_entity (entity_id, attribute_set_id, sku) VALUES (1, 4, 'A');
      INSERT INTO cataloginventory_stock_item (item_id, product_id, stock_id, qty, low_stock_date, manage_stock, use_config_manage_stock) VALUES (1, 1, 1, '-17.5', '0000-00-00 00:00:00', 0, 1), (2, 4294967295, 1, NULL, NULL, 1, 0)`,
    entities: ['product', 'stock-item'],
    expected: [{
      query: "SELECT sku, qty::text AS qty, manage_stock AS manage, use_config_manage_stock AS config, magento_product_id AS product, extra->>'low_stock_date' AS odd FROM warehouse.stock_items ORDER BY id",
      rows: [
        { sku: 'A', qty: '-17.5000', manage: false, config: true, product: 1, odd: '0000-00-00 00:00:00' },
        { sku: null, qty: null, manage: true, config: false, product: 4294967295, odd: null },
      ],
    }],
    change: {
      magento: "UPDATE catalog_product_entity SET sku = 'B' WHERE entity_id = 1",
      expected: [{ query: 'SELECT sku FROM warehouse.stock_items WHERE magento_product_id = 1', rows: [{ sku: 'B' }] }],
    },
  },
  {
    name: 'source-item-of-deleted-sku, reservation-from-nowhere: stock of a SKU whose product is gone, sums above zero, cut off metadata',
    magento: `INSERT INTO inventory_source_item (source_item_id, source_code, sku, quantity, status) VALUES (1, 'default', 'GONE', 3, 1);
      INSERT INTO inventory_reservation (reservation_id, stock_id, sku, quantity, metadata) VALUES (1, 1, 'GONE', 1, '{"event_type":"shipment_cre'), (2, 9, 'gone', '-2', NULL)`,
    entities: ['source-item', 'reservation'],
    expected: [
      { query: 'SELECT sku, quantity::text AS quantity FROM warehouse.source_items', rows: [{ sku: 'GONE', quantity: '3.0000' }] },
      { query: 'SELECT sku, quantity::text AS quantity, metadata FROM warehouse.stock_reservations ORDER BY id', rows: [{ sku: 'GONE', quantity: '1.0000', metadata: '{"event_type":"shipment_cre' }, { sku: 'gone', quantity: '-2.0000', metadata: null }] },
    ],
  },
  {
    name: 'review-of-deleted-product, lost-emoji: the product is gone, the emoji too, and both reviews stay',
    magento: `INSERT INTO review (review_id, entity_id, entity_pk_value, status_id) VALUES (1, 1, 4294967295, 1), (2, 2, 11, 7);
      INSERT INTO review_detail (detail_id, review_id, store_id, title, detail, nickname, customer_id) VALUES (1, 1, 1, 'Love it ????', 'Great ????\\n\\\\.\\n', '', NULL)`,
    entities: ['review'],
    expected: [
      { query: "SELECT subject, status, magento_product_id AS product, extra->>'status_id' AS odd FROM review.reviews ORDER BY id", rows: [{ subject: 'product', status: 'approved', product: 4294967295, odd: null }, { subject: 'customer', status: null, product: 11, odd: '7' }] },
      { query: 'SELECT title, detail, nickname, magento_customer_id AS customer FROM review.review_details', rows: [{ title: 'Love it ????', detail: 'Great ????\n\\.\n', nickname: '', customer: null }] },
    ],
  },
  {
    name: 'review-without-detail: a vote of no review is found by verification, counted and quarantined',
    magento: 'INSERT INTO rating_option_vote (vote_id, option_id, remote_ip, remote_ip_long, entity_pk_value, rating_id, review_id, percent, value) VALUES (1, 1, \'::1\', 0, 11, 1, NULL, 20, 1)',
    entities: ['review'],
    expected: [{ query: "SELECT count(*) AS votes FROM review.review_votes", rows: [{ votes: 0 }] }],
  },
  {
    name: 'wishlist-leftovers: an item of a store that is gone, without date, of which nobody wants any',
    magento: `INSERT INTO customer_entity (entity_id, website_id, email) VALUES (5, 1, 'w@example.com'); INSERT INTO catalog_product_entity (entity_id, attribute_set_id, sku) VALUES (5, 4, 'W');
      INSERT INTO wishlist (wishlist_id, customer_id, shared) VALUES (5, 5, 65535); INSERT INTO wishlist_item (wishlist_item_id, wishlist_id, product_id, store_id, added_at, qty) VALUES (5, 5, 5, NULL, NULL, 0)`,
    entities: ['customer', 'product', 'wishlist'],
    expected: [{ query: 'SELECT i.store_id AS store, i.added_at AS added, i.qty::text AS qty, w.shared FROM customer.wishlist_items i JOIN customer.wishlists w ON w.id = i.wishlist_id', rows: [{ store: null, added: null, qty: '0.0000', shared: 65535 }] }],
    change: {
      magento: 'DELETE FROM customer_entity WHERE entity_id = 5',
      expected: [{ query: 'SELECT (SELECT count(*) FROM customer.wishlists) AS lists, (SELECT count(*) FROM customer.wishlist_items) AS items', rows: [{ lists: 0, items: 0 }] }],
    },
  },
  {
    name: 'cart-of-deleted-customer: no key ties a cart to its customer, so the number dangles; its items may be of 1970',
    magento: `INSERT INTO quote (entity_id, store_id, is_active, customer_id, password_hash, updated_at) VALUES (6, 1, 1, 4711, 'secret', '0000-00-00 00:00:00');
      INSERT INTO quote_item (item_id, quote_id, sku, created_at, updated_at) VALUES (6, 6, 'GONE', '1970-01-01 03:00:00', '1970-01-01 03:00:00')`,
    entities: ['cart'],
    expected: [
      { query: "SELECT magento_customer_id AS customer, is_active AS active, updated_at AS updated, to_jsonb(c)::text LIKE '%secret%' AS leaked FROM \"order\".carts c", rows: [{ customer: 4711, active: true, updated: null, leaked: false }] },
      { query: "SELECT to_char(created_at, 'YYYY-MM-DD HH24:MI:SS') AS created FROM \"order\".cart_items", rows: [{ created: '1970-01-01 03:00:00' }] },
    ],
  },
  {
    name: 'coupon-counters-behind: codes that differ in a blank, counters as large as a column, and counters that do not agree',
    magento: `INSERT INTO salesrule (rule_id, name, from_date, conditions_serialized, simple_action, coupon_type, product_ids, discount_amount) VALUES (1, 'old', '0000-00-00', 'a:6:{s:4:"type";s:1:"x";}', 'to_fixed', 9, '11,,12,', '-1');
      INSERT INTO salesrule_coupon (coupon_id, rule_id, code, times_used, type) VALUES (1, 1, 'CODE ', 4294967295, 1), (2, 1, 'code-2', 0, 1); INSERT INTO salesrule_coupon_usage (coupon_id, customer_id, times_used) VALUES (1, 4711, 0)`,
    entities: ['promotion', 'coupon', 'coupon-usage'],
    expected: [
      { query: "SELECT from_date AS begins, conditions_serialized AS conditions, discount_type AS type, coupon_type AS kind, product_ids AS products, discount_amount::text AS amount, extra->>'from_date' AS zero, extra->>'coupon_type' AS odd FROM promotion.promotion_rules", rows: [{ begins: null, conditions: 'a:6:{s:4:"type";s:1:"x";}', type: 'to_fixed', kind: null, products: '11,,12,', amount: '-1.0000', zero: '0000-00-00', odd: '9' }] },
      { query: 'SELECT code, times_used AS used FROM promotion.coupons ORDER BY id', rows: [{ code: 'CODE ', used: 4294967295 }, { code: 'code-2', used: 0 }] },
      { query: 'SELECT magento_customer_id AS customer, times_used AS used FROM promotion.coupon_usages', rows: [{ customer: 4711, used: 0 }] },
    ],
  },
]);
