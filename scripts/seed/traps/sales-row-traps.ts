import { addItem, addOrder } from './add-order';
import type { Trap } from './trap';

const SERIALISED = 'a:1:{s:15:"info_buyRequest";a:2:{s:3:"qty";d:1.5;s:7:"options";a:1:{i:7;s:9:"naïve \\";}}}';
const PROTO = '{"info_buyRequest":{"qty":1},"__proto__":{"polluted":true},"constructor":{"prototype":{}},"qty":1,"qty":2,"big":12345678901234567890,"e":1.10}';

export const SALES_ROW_TRAPS: readonly Trap[] = [
  {
    name: 'parent-item-zero',
    what: "A parent_item_id of 0 where there is no parent: 'null' as text under a tolerant SQL mode.",
    apply: async (shop) => void (await addOrder(shop, 'parent-zero', { item: { parent_item_id: 0, updated_at: '0000-00-00 00:00:00' } })),
    mark: () => 'SELECT COUNT(*) FROM {p}sales_order_item WHERE parent_item_id = 0',
  },
  {
    name: 'parent-item-elsewhere',
    what: 'A parent that does not exist, and one that belongs to another order.',
    async apply(shop) {
      const other = await addOrder(shop, 'parent-other');
      await addOrder(shop, 'parent-gone', { item: { parent_item_id: 4_294_967_295 } });
      await addOrder(shop, 'parent-elsewhere', { item: { parent_item_id: other.item } });
    },
    mark: () => 'SELECT COUNT(*) FROM {p}sales_order_item WHERE parent_item_id = 4294967295',
  },
  {
    name: 'item-of-deleted-product',
    what: 'Items of products that are gone: one keeps the number, one has NULL.',
    async apply(shop) {
      const { order } = await addOrder(shop, 'product-gone', { order: { subtotal: 20, base_subtotal: 20, grand_total: 20, base_grand_total: 20 }, item: { product_id: 3 } });
      await addItem(shop, order, { sku: 'TRAP-product-null', product_id: null });
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_order_item WHERE sku = 'TRAP-product-null' AND product_id IS NULL",
  },
  {
    name: 'serialised-options',
    what: 'Product options as PHP wrote them before 2.2, and as nobody should: cut off, empty, the word null.',
    async apply(shop) {
      const { order } = await addOrder(shop, 'serialised', { item: { product_options: SERIALISED } });
      for (const product_options of ['a:1:{s:15:"info_buy', '', 'null', '[]', null]) await addItem(shop, order, { product_options, price: 0, base_price: 0, row_total: 0, base_row_total: 0 });
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_order_item WHERE product_options LIKE 'a:1:{s:15:\"info_buyRequest%'",
  },
  {
    name: 'json-keys',
    what: 'JSON whose keys clash with what objects inherit, with a key twice and a number that floats cannot hold.',
    apply: async (shop) => void (await addOrder(shop, 'json-keys', { item: { product_options: PROTO } })),
    mark: () => "SELECT COUNT(*) FROM {p}sales_order_item WHERE product_options LIKE '%__proto__%'",
  },
  {
    name: 'additional-information-null',
    what: 'Transactions whose details are the JSON word null, SQL NULL, and serialised PHP; two without a number.',
    async apply(shop) {
      const { order, payment } = await addOrder(shop, 'transactions');
      const at = { order_id: order, payment_id: payment, txn_type: 'capture', created_at: '2020-02-29 12:00:00' };
      await shop.insert('sales_payment_transaction', { ...at, txn_id: 'TRAP-TXN', additional_information: 'null' });
      await shop.insert('sales_payment_transaction', { ...at, txn_id: null, additional_information: null });
      await shop.insert('sales_payment_transaction', { ...at, txn_id: null, additional_information: 'a:1:{s:3:"ref";N;}' });
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_payment_transaction WHERE txn_id = 'TRAP-TXN'",
  },
  {
    name: 'blob-bytes',
    what: 'Transaction details that are no text in any charset, with a NUL byte among them.',
    optIn: true,
    async apply(shop) {
      const { order, payment } = await addOrder(shop, 'blob');
      const id = await shop.insert('sales_payment_transaction', { order_id: order, payment_id: payment, txn_type: 'capture', txn_id: 'TRAP-BLOB', created_at: '2020-02-29 12:00:00' });
      await shop.run(`UPDATE {p}sales_payment_transaction SET additional_information = x'00ff80c328' WHERE transaction_id = ${id}`);
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_payment_transaction WHERE additional_information = x'00ff80c328'",
  },
  {
    name: 'encrypted-card',
    what: 'A card number encrypted with a key that must not travel.',
    async apply(shop) {
      const { payment } = await addOrder(shop, 'card');
      await shop.run(`UPDATE {p}sales_order_payment SET cc_number_enc = '0:3:not+a+real+cipher+text==', cc_last_4 = '0000' WHERE entity_id = ${payment}`);
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_order_payment WHERE cc_number_enc LIKE '0:3:%'",
  },
  {
    name: 'shipping-label-bytes',
    what: 'A shipment with a label of raw bytes, zero among them, and a track number of many lines.',
    async apply(shop) {
      const { order } = await addOrder(shop, 'label');
      const at = { created_at: '2020-02-29 12:00:00', updated_at: '2020-02-29 12:00:00' };
      const shipment = await shop.insert('sales_shipment', { store_id: 1, order_id: order, increment_id: 'TRAP-label', total_qty: 1, packages: 'a:0:{}', ...at });
      await shop.run(`UPDATE {p}sales_shipment SET shipping_label = x'255044462d00ff0a5c0d80' WHERE entity_id = ${shipment}`);
      await shop.insert('sales_shipment_track', { parent_id: shipment, order_id: order, track_number: 'TRAP\n1\\2\t3', carrier_code: 'custom', title: '', ...at });
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_shipment WHERE increment_id = 'TRAP-label' AND shipping_label IS NOT NULL",
  },
  {
    name: 'refund-with-adjustment',
    what: 'A credit memo of nothing but an adjustment, and an invoice without items.',
    async apply(shop) {
      const { order } = await addOrder(shop, 'adjusted');
      const at = { store_id: 1, order_id: order, created_at: '2020-02-29 12:00:00', updated_at: '0000-00-00 00:00:00' };
      await shop.insert('sales_creditmemo', { ...at, increment_id: 'TRAP-adjusted', state: 2, adjustment: '-1.5000', adjustment_positive: 1, adjustment_negative: '2.5000', grand_total: '-1.5000' });
      await shop.insert('sales_invoice', { ...at, increment_id: 'TRAP-adjusted', state: 3, grand_total: null });
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_creditmemo WHERE increment_id = 'TRAP-adjusted'",
  },
];
