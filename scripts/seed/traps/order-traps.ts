import { addItem, addOrder } from './add-order';
import type { Trap } from './trap';

const orderMark = (label: string, condition = 'TRUE'): string => `SELECT COUNT(*) FROM {p}sales_order WHERE increment_id = 'TRAP-${label}' AND ${condition}`;

export const ORDER_TRAPS: readonly Trap[] = [
  {
    name: 'guest-flag-null',
    what: 'An order without customer whose guest flag is NULL: neither says that it was a guest.',
    apply: async (shop) => void (await addOrder(shop, 'guest-null', { order: { customer_is_guest: null } })),
    mark: () => orderMark('guest-null', 'customer_is_guest IS NULL AND customer_id IS NULL'),
  },
  {
    name: 'order-without-number',
    what: 'Two orders with an increment id of NULL in one store, and one that has only letters.',
    async apply(shop) {
      for (let i = 0; i < 2; i++) await addOrder(shop, 'no-number', { order: { increment_id: null } });
      await addOrder(shop, 'letters', { order: { increment_id: 'ABC-№-x' } });
    },
    mark: () => 'SELECT COUNT(*) DIV 2 FROM {p}sales_order WHERE increment_id IS NULL',
  },
  {
    name: 'order-of-deleted-store',
    what: 'An order whose store is gone: store_id is NULL, store_name remembers it.',
    apply: async (shop) => void (await addOrder(shop, 'no-store', { order: { store_id: null }, item: { store_id: null } })),
    mark: () => 'SELECT COUNT(*) FROM {p}sales_order WHERE store_id IS NULL',
  },
  {
    name: 'order-moments',
    what: 'An order of 1970, last changed at a zero date, with a date of birth after the end of timestamps.',
    apply: async (shop) => void (await addOrder(shop, 'moments', { order: { created_at: '1970-01-01 00:00:01', updated_at: '0000-00-00 00:00:00', customer_dob: '2038-01-20 00:00:00' } })),
    mark: () => orderMark('moments', "CAST(updated_at AS char) = '0000-00-00 00:00:00'"),
  },
  {
    name: 'stale-total-due',
    what: 'An order that is paid in full and still says that everything is due.',
    apply: async (shop) => void (await addOrder(shop, 'stale-due', { order: { state: 'processing', status: 'processing', total_paid: 10, base_total_paid: 10 } })),
    mark: () => orderMark('stale-due', 'total_due = total_paid'),
  },
  {
    name: 'order-money-extremes',
    what: 'The largest amount a column holds, a rate of ten thousandths, and totals off the rate by rounding.',
    apply: async (shop) => void (await addOrder(shop, 'money', {
      order: {
        order_currency_code: 'EUR', base_to_order_rate: '0.0001', base_grand_total: '9999999999999999.9999',
        grand_total: '-9999999999999999.9999', base_subtotal: '33.3333', subtotal: '33.3400',
      },
    })),
    mark: () => orderMark('money', "base_grand_total = '9999999999999999.9999'"),
  },
  {
    name: 'unsigned-maxima',
    what: 'The largest numbers that references of all kinds hold.',
    apply: async (shop) => void (await addOrder(shop, 'maxima', {
      order: {
        quote_id: 2_147_483_647, billing_address_id: 2_147_483_647, shipping_address_id: 2_147_483_647, customer_group_id: 2_147_483_647, total_item_count: 65_535,
        gift_message_id: -2_147_483_648,
      },
      item: { product_id: 4_294_967_295, quote_item_id: 4_294_967_295 },
    })),
    mark: () => orderMark('maxima', 'quote_id = 2147483647'),
  },
  {
    name: 'state-and-status-apart',
    what: 'A status that belongs to no state, one that nobody defined, and a state of NULL.',
    async apply(shop) {
      await addOrder(shop, 'status-apart', { order: { state: 'processing', status: 'paypal_reversed' } });
      await addOrder(shop, 'status-unknown', { order: { state: 'complete', status: 'trap_unknown' } });
      await addOrder(shop, 'state-null', { order: { state: null, status: null } });
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_order WHERE status = 'trap_unknown'",
  },
  {
    name: 'order-without-parts',
    what: 'An order without items, payment and addresses, by a rule that is gone, from a cart that never was.',
    async apply(shop) {
      const { order } = await addOrder(shop, 'bare', { order: { applied_rule_ids: '99998,1,,99999', quote_id: 0, coupon_code: 'GONE' } });
      await shop.run(`DELETE FROM {p}sales_order_item WHERE order_id = ${order}`);
      await shop.run(`DELETE FROM {p}sales_order_payment WHERE parent_id = ${order}`);
    },
    mark: () => orderMark('bare'),
  },
  {
    name: 'tax-of-deleted-order',
    what: 'A tax line whose order is gone: it has no key to it.',
    async apply(shop) {
      const { order } = await addOrder(shop, 'tax-gone');
      await shop.insert('sales_order_tax', { order_id: order, code: 'TRAP-TAX', title: 'Trap', percent: 19, amount: 1, priority: 0, position: 0, base_amount: 1, process: 0, base_real_amount: 1 });
      await shop.runChecked(`DELETE FROM {p}sales_order WHERE entity_id = ${order}`);
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_order_tax AS tax LEFT JOIN {p}sales_order AS o ON o.entity_id = tax.order_id WHERE tax.code = 'TRAP-TAX' AND o.entity_id IS NULL",
  },
  {
    name: 'store-name-lines',
    what: 'A store name with carriage returns, and a customer note that looks like a command.',
    apply: async (shop) => void (await addOrder(shop, 'store-name', { order: { store_name: 'Old "Main"\r\nStore\r\n\\View', customer_note: "'); -- \\\n\\." } })),
    mark: () => orderMark('store-name'),
  },
  {
    name: 'bundle-child-with-price',
    what: 'A bundle whose children carry prices too: adding up all rows counts the money twice.',
    async apply(shop) {
      const { order, item } = await addOrder(shop, 'bundle-price', { item: { product_type: 'bundle' } });
      for (const half of ['a', 'b']) await addItem(shop, order, { sku: `TRAP-half-${half}`, parent_item_id: item, price: 5, base_price: 5, row_total: 5, base_row_total: 5 });
    },
    mark: () => "SELECT COUNT(*) DIV 2 FROM {p}sales_order_item WHERE sku LIKE 'TRAP-half-%' AND row_total > 0",
  },
  {
    name: 'configurable-without-child',
    what: 'A configurable row without the row of its variant.',
    apply: async (shop) => void (await addOrder(shop, 'childless', { item: { product_type: 'configurable' } })),
    mark: () => "SELECT COUNT(*) FROM {p}sales_order_item WHERE sku = 'TRAP-childless' AND product_type = 'configurable'",
  },
];
