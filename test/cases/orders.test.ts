import { runCases } from './run-cases';

const order = (id: number, columns: Readonly<Record<string, string>> = {}): string => {
  const all: Record<string, string> = { entity_id: String(id), store_id: '1', increment_id: `'${id}'`, ...columns };
  return `INSERT INTO sales_order (${Object.keys(all).join(', ')}) VALUES (${Object.values(all).join(', ')});`;
};
const item = (id: number, of: number, columns: Readonly<Record<string, string>> = {}): string => {
  const all: Record<string, string> = { item_id: String(id), order_id: String(of), ...columns };
  return `INSERT INTO sales_order_item (${Object.keys(all).join(', ')}) VALUES (${Object.values(all).join(', ')});`;
};
const orderNo = (id: number): string => `FROM "order".orders o JOIN banyan.magento_id_map m ON m.new_uuid = o.id WHERE m.entity_type = 'order' AND m.magento_id = ${id}`;
const itemsOf = (id: number): string => `FROM "order".order_items i JOIN banyan.magento_id_map m ON m.new_uuid = i.order_id WHERE m.entity_type = 'order' AND m.magento_id = ${id}`;

runCases('orders', [
  {
    name: 'parent-item-zero: 0 refers to nothing, as NULL does, and stays beside it as it was',
    magento: order(10) + item(100, 10, { parent_item_id: '0' }) + item(101, 10, { parent_item_id: '100' }),
    entities: ['order'],
    expected: [{
      query: `SELECT i.parent_item_id IS NULL AS none, i.magento_parent_item_id AS parent, (SELECT count(*) FROM "order".order_items p WHERE p.id = i.parent_item_id) AS found ${itemsOf(10)} ORDER BY 2`,
      rows: [{ none: true, parent: 0, found: 0 }, { none: false, parent: 100, found: 1 }],
    }],
  },
  {
    name: 'deleted-customer: the order loses its customer without a word in the log, and is no guest’s for that',
    magento: `INSERT INTO customer_entity (entity_id, website_id, email, store_id) VALUES (20, 1, 'gone@example.com', 1);${order(20, { customer_id: '20', customer_is_guest: '0', customer_email: "'gone@example.com'" })}`,
    entities: ['customer', 'order'],
    expected: [{ query: `SELECT o.magento_customer_id AS customer, o.customer_is_guest AS guest ${orderNo(20)}`, rows: [{ customer: 20, guest: false }] }],
    change: {
      magento: 'DELETE FROM customer_entity WHERE entity_id = 20',
      expected: [{ query: `SELECT o.customer_id, o.magento_customer_id AS customer, o.customer_is_guest AS guest, o.customer_email AS email ${orderNo(20)}`, rows: [{ customer_id: null, customer: null, guest: false, email: 'gone@example.com' }] }],
    },
  },
  {
    name: 'guest-flag-null: NULL is neither a guest nor none',
    magento: order(30, { customer_is_guest: 'NULL' }) + order(31, { customer_is_guest: '1' }),
    entities: ['order'],
    expected: [
      { query: `SELECT o.customer_is_guest AS guest ${orderNo(30)}`, rows: [{ guest: null }] },
      { query: `SELECT o.customer_is_guest AS guest ${orderNo(31)}`, rows: [{ guest: true }] },
    ],
  },
  {
    name: 'order-without-number: two without a number in one store never collide, and a number may hold letters',
    magento: order(40, { increment_id: 'NULL' }) + order(41, { increment_id: 'NULL' }) + order(42, { increment_id: "'3000000238-A'" }),
    entities: ['order'],
    expected: [{ query: `SELECT o.increment_id AS number ${orderNo(40).replace('= 40', 'IN (40, 41, 42)')} ORDER BY m.magento_id`, rows: [{ number: null }, { number: null }, { number: '3000000238-A' }] }],
  },
  {
    name: 'order-moments: zero dates are NULL and stay as text, 1970 is a date',
    magento: order(50, { created_at: "'1970-01-01 00:00:01'", updated_at: "'0000-00-00 00:00:00'" }) + item(500, 50, { updated_at: "'0000-00-00 00:00:00'" }),
    entities: ['order'],
    expected: [
      { query: `SELECT to_char(o.created_at, 'YYYY-MM-DD HH24:MI:SS') AS created, o.updated_at AS updated, o.extra->>'updated_at' AS kept ${orderNo(50)}`, rows: [{ created: '1970-01-01 00:00:01', updated: null, kept: '0000-00-00 00:00:00' }] },
      { query: `SELECT i.updated_at AS updated, i.extra->>'updated_at' AS kept ${itemsOf(50)}`, rows: [{ updated: null, kept: '0000-00-00 00:00:00' }] },
    ],
  },
  {
    name: 'order-money-extremes: every digit and every trailing zero of a decimal, and no sum is made right',
    magento: order(60, { grand_total: "'9999999999999999.9999'", subtotal: "'-9999999999999999.9999'", base_to_order_rate: "'0.0001'", discount_amount: "'-5'", total_paid: '10', total_due: '10', total_refunded: 'NULL' }),
    entities: ['order'],
    expected: [{
      query: `SELECT o.grand_total::text AS grand, o.subtotal::text AS sub, o.base_to_order_rate::text AS rate, o.discount_amount::text AS discount, o.total_paid::text AS paid, o.total_due::text AS due, o.total_refunded AS refunded ${orderNo(60)}`,
      rows: [{ grand: '9999999999999999.9999', sub: '-9999999999999999.9999', rate: '0.0001', discount: '-5.0000', paid: '10.0000', due: '10.0000', refunded: null }],
    }],
  },
  {
    name: 'order-of-deleted-store: the store goes, its name stays on the order',
    magento: `INSERT INTO store (store_id, code, website_id, group_id, name) VALUES (70, 'shut', 1, 1, 'Shut');${order(70, { store_id: '70', store_name: "'Main Website\\nMain\\nShut'" })}`,
    entities: ['store-view', 'order'],
    expected: [{ query: `SELECT o.magento_store_id AS store ${orderNo(70)}`, rows: [{ store: 70 }] }],
    change: {
      magento: 'DELETE FROM store WHERE store_id = 70',
      expected: [{ query: `SELECT o.store_id, o.magento_store_id AS store, o.store_name AS name ${orderNo(70)}`, rows: [{ store_id: null, store: null, name: 'Main Website\nMain\nShut' }] }],
    },
  },
  {
    name: 'serialised-options: what PHP wrote, what is cut off and the word null are text as they stand',
    magento: order(80) + [`'a:1:{s:3:"qty";d:1.5;}'`, `'a:1:{s:15:"info_buy'`, "'null'", "''", 'NULL', `'{"qty":1,"qty":2,"__proto__":{}}'`].map((options, index) => item(800 + index, 80, { product_options: options })).join(''),
    entities: ['order'],
    expected: [{
      query: `SELECT i.product_options AS options ${itemsOf(80)} ORDER BY i.id`,
      rows: ['a:1:{s:3:"qty";d:1.5;}', 'a:1:{s:15:"info_buy', 'null', '', null, '{"qty":1,"qty":2,"__proto__":{}}'].map((options) => ({ options })),
    }],
  },
  {
    name: 'parent-item-elsewhere: references that dangle, or lead into another order, are kept',
    magento: order(90) + order(91) + item(900, 90, { parent_item_id: '4294967295', product_id: '4294967295' }) + item(901, 91, { parent_item_id: '900' }),
    entities: ['order'],
    expected: [
      { query: `SELECT i.magento_parent_item_id AS parent, i.parent_item_id IS NOT NULL AS named, i.magento_product_id AS product ${itemsOf(90)}`, rows: [{ parent: 4294967295, named: true, product: 4294967295 }] },
      { query: `SELECT (SELECT p.magento_product_id FROM "order".order_items p WHERE p.id = i.parent_item_id) AS product ${itemsOf(91)}`, rows: [{ product: 4294967295 }] },
    ],
  },
  {
    name: 'encrypted-card: what the shop encrypted with its key is not carried, not even under extra',
    magento: `${order(95)} INSERT INTO sales_order_payment (entity_id, parent_id, method, cc_number_enc, cc_last_4) VALUES (95, 95, 'cc', '0:3:secret', '0042')`,
    entities: ['order'],
    expected: [{
      query: `SELECT p.method, p.cc_last_4 AS last, to_jsonb(p)::text LIKE '%secret%' AS leaked FROM "order".order_payments p JOIN banyan.magento_id_map m ON m.new_uuid = p.order_id WHERE m.entity_type = 'order' AND m.magento_id = 95`,
      rows: [{ method: 'cc', last: '0042', leaked: false }],
    }],
  },
  {
    name: 'state-and-status-apart: words that nobody defined, and none at all',
    magento: order(96, { state: "'processing'", status: "'paypal_reversed'" }) + order(97, { state: 'NULL', status: "'own_status'" }),
    entities: ['order'],
    expected: [{ query: `SELECT o.state, o.status ${orderNo(96).replace('= 96', 'IN (96, 97)')} ORDER BY m.magento_id`, rows: [{ state: 'processing', status: 'paypal_reversed' }, { state: null, status: 'own_status' }] }],
  },
  {
    name: 'tax-of-deleted-order: a line without its order is quarantined under the order’s number, and counted',
    magento: "INSERT INTO sales_order_tax (tax_id, order_id, code, percent, amount, priority, position, base_amount, process, base_real_amount) VALUES (1, 4711, 'T', 19, 1, 0, 0, 1, 0, 1)",
    entities: ['order'],
    expected: [{ query: "SELECT magento_id AS key, source_table AS table, reason FROM banyan.quarantine WHERE entity_type = 'order'", rows: [{ key: 4711, table: 'sales_order_tax', reason: 'its root row does not exist' }] }],
  },
  {
    name: 'additional-information-null: details of a transaction as JSON’s null, as SQL’s, and as bytes that are no text',
    magento: `${order(98)} INSERT INTO sales_order_payment (entity_id, parent_id, method, amount_ordered) VALUES (98, 98, 'checkmo', 12.5);
      INSERT INTO sales_payment_transaction (transaction_id, order_id, payment_id, txn_id, txn_type, additional_information) VALUES
        (1, 98, 98, 'A', 'capture', 'null'), (2, 98, 98, NULL, 'capture', NULL), (3, 98, 98, 'C', 'refund', x'00ff80c328')`,
    entities: ['order', 'payment'],
    expected: [
      { query: 'SELECT gateway_txn_id AS txn, additional_information AS info, method, amount::text AS amount FROM payment.payment_records ORDER BY id', rows: [{ txn: 'A', info: 'null', method: 'checkmo', amount: '12.5000' }, { txn: null, info: null, method: 'checkmo', amount: '12.5000' }] },
      { query: "SELECT magento_id AS key, source_column AS column, reason FROM banyan.quarantine WHERE entity_type = 'payment'", rows: [{ key: 3, column: 'additional_information', reason: 'bytes that are not UTF-8 in a text blob' }] },
    ],
    change: {
      magento: "UPDATE sales_payment_transaction SET additional_information = '{\"ok\":1}' WHERE transaction_id = 3",
      expected: [
        { query: "SELECT additional_information AS info FROM payment.payment_records WHERE gateway_txn_id = 'C'", rows: [{ info: '{"ok":1}' }] },
        { query: "SELECT magento_id FROM banyan.quarantine WHERE entity_type = 'payment'", rows: [] },
      ],
    },
  },
]);
