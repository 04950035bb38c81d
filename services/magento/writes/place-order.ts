import { randomBytes } from 'node:crypto';
import { badRequest } from '../../api/api-fault';
import type { Row } from '../../api/row';
import { moneyColumns, sumOf, times, ZERO, type Amount } from '../shop/money';
import type { StoreView } from '../shop/shop';
import type { ShopWriter } from '../shop-writer';
import { storeView } from './carts';

interface Line {
  readonly item: Row;
  readonly quantity: number;
  readonly price: Amount;
  readonly row: Amount;
  /** Positive, unlike the one on the order. */
  readonly discount: Amount;
}

interface NewOrder {
  readonly quote: Row;
  readonly store: StoreView;
  readonly lines: readonly Line[];
  readonly coupon: Row | undefined;
  readonly incrementId: string;
  readonly method: string;
}

/** Shipping per line in base cents: the flat rate of a fresh shop. */
const flatRate = 500;

/**
 * Makes an order of a cart, with everything that Magento writes then: items, addresses, payment, history, the next number of
 * its store, the stock that it reserves, the use of its coupon. All of it or nothing. @returns the order's id.
 */
export async function placeOrder(writer: ShopWriter, quote: Row, method: string): Promise<string> {
  const store = storeView(writer, quote.store_id ?? '');
  const items = await writer.ask('SELECT * FROM {quote_item} WHERE quote_id = ? AND parent_item_id IS NULL ORDER BY product_id, item_id', [quote.entity_id]);
  const addresses = await writer.ask('SELECT * FROM {quote_address} WHERE quote_id = ?', [quote.entity_id]);
  if (items.length === 0) throw badRequest('The cart is empty.');
  if (addresses.length === 0 || !quote.customer_email && quote.customer_is_guest === '1') throw badRequest('The shipping address is missing. Set the address and try again.');
  const coupon = quote.coupon_code ? (await writer.ask('SELECT c.*, r.discount_amount FROM {salesrule_coupon} c JOIN {salesrule} r ON r.rule_id = c.rule_id WHERE c.code = ?', [quote.coupon_code]))[0] : undefined;
  const incrementId = await nextIncrementId(writer, store.id);
  const order: NewOrder = { quote, store, coupon, incrementId, method, lines: items.map((item) => lineOf(item, Number(coupon?.discount_amount ?? 0))) };
  const orderId = await writer.insert('sales_order', orderRow(order));
  for (const line of order.lines) await writer.insert('sales_order_item', itemRow(order, line, orderId));
  await writeAddresses(writer, orderId, addresses);
  await writer.insert('sales_order_payment', { parent_id: orderId, method, ...moneyColumns({ amount_ordered: totalsOf(order).grandTotal, shipping_amount: totalsOf(order).shipping }) });
  await writer.insert('sales_order_status_history', { parent_id: orderId, status: 'pending', is_customer_notified: 0, is_visible_on_front: 0, entity_name: 'order' });
  for (const line of order.lines) await reserve(writer, order, line);
  if (coupon && quote.customer_id) await countUse(writer, coupon, quote.customer_id);
  await writer.update('quote', { entity_id: quote.entity_id }, { is_active: 0, reserved_order_id: incrementId });
  return orderId;
}

const cents = (text: string | null | undefined): number => Math.round(Number(text ?? 0) * 100);

function lineOf(item: Row, percent: number): Line {
  const quantity = Number(item.qty);
  const price = { base: cents(item.base_price), order: cents(item.price) };
  const row = times(price, quantity);
  return { item, quantity, price, row, discount: times(row, percent / 100) };
}

function totalsOf({ lines, store }: NewOrder) {
  const [subtotal, discount] = [sumOf(...lines.map(({ row }) => row)), sumOf(...lines.map((line) => line.discount))];
  const shipping = { base: flatRate * lines.length, order: Math.round(flatRate * lines.length * store.baseToOrderRate) };
  return { subtotal, discount, shipping, grandTotal: sumOf(subtotal, times(discount, -1), shipping) };
}

/** The store (but for store 1) and nine digits; a number is taken even when the order then fails, so gaps are normal. */
async function nextIncrementId({ shop, insert }: ShopWriter, storeId: string): Promise<string> {
  const table = shop.sequenceTable('order', storeId);
  if (!table) throw badRequest('This store has no sequence of orders.');
  return `${storeId === '1' ? '' : storeId}${(await insert(table, {})).padStart(9, '0')}`;
}

function orderRow(order: NewOrder) {
  const { quote, store, coupon, incrementId, lines } = order;
  const { subtotal, discount, shipping, grandTotal } = totalsOf(order);
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  return {
    state: 'new', status: 'pending', increment_id: incrementId, store_id: store.id, is_virtual: 0, quote_id: quote.entity_id, protect_code: randomBytes(16).toString('hex'),
    store_name: `Website\nStore\n${store.name}`, shipping_method: 'flatrate_flatrate', shipping_description: 'Flat Rate - Fixed',
    customer_id: quote.customer_id, customer_is_guest: quote.customer_is_guest, customer_group_id: quote.customer_group_id, customer_email: quote.customer_email,
    customer_firstname: quote.customer_firstname, customer_lastname: quote.customer_lastname, customer_note_notify: 1,
    coupon_code: quote.coupon_code, applied_rule_ids: quote.applied_rule_ids, discount_description: coupon?.code,
    global_currency_code: store.globalCurrency, base_currency_code: store.baseCurrency, store_currency_code: store.baseCurrency, order_currency_code: store.orderCurrency,
    base_to_global_rate: store.baseToGlobalRate.toFixed(4), base_to_order_rate: store.baseToOrderRate.toFixed(4),
    total_qty_ordered: quantity, total_item_count: lines.length,
    ...moneyColumns({
      subtotal, discount_amount: times(discount, -1), tax_amount: ZERO, shipping_amount: shipping, grand_total: grandTotal, total_due: grandTotal,
      subtotal_incl_tax: subtotal, shipping_incl_tax: shipping, shipping_tax_amount: ZERO, shipping_discount_amount: ZERO, discount_tax_compensation_amount: ZERO,
    }),
  };
}

const itemRow = ({ store, coupon }: NewOrder, { item, quantity, price, row, discount }: Line, orderId: string) => ({
  order_id: orderId, quote_item_id: item.item_id, store_id: store.id, product_id: item.product_id, product_type: item.product_type, sku: item.sku, name: item.name,
  weight: item.weight, is_virtual: item.is_virtual, is_qty_decimal: 0, no_discount: 0, free_shipping: 0,
  product_options: JSON.stringify({ info_buyRequest: { product: item.product_id, qty: quantity } }),
  qty_ordered: quantity, qty_invoiced: 0, qty_shipped: 0, qty_refunded: 0, qty_canceled: 0, tax_percent: 0, discount_percent: coupon?.discount_amount ?? 0,
  ...moneyColumns({ price, original_price: price, row_total: row, tax_amount: ZERO, discount_amount: discount, price_incl_tax: price, row_total_incl_tax: row }),
});

async function writeAddresses(writer: ShopWriter, orderId: string, addresses: readonly Row[]): Promise<void> {
  const carried = ['customer_id', 'email', 'firstname', 'lastname', 'company', 'street', 'city', 'region', 'region_id', 'postcode', 'country_id', 'telephone', 'address_type'];
  const ids: Record<string, string> = {};
  for (const address of addresses) {
    ids[`${address.address_type}_address_id`] = await writer.insert('sales_order_address', { parent_id: orderId, ...Object.fromEntries(carried.map((name) => [name, address[name]])) });
  }
  await writer.update('sales_order', { entity_id: orderId }, ids);
}

/** With sources, goods are reserved and leave the shelf when shipped; without, they leave it now. @throws ApiFault 400 when there are too few. */
async function reserve(writer: ShopWriter, { incrementId }: NewOrder, { item, quantity }: Line): Promise<void> {
  const { shop } = writer;
  const stock = await writer.lock('cataloginventory_stock_item', { product_id: item.product_id, stock_id: shop.stockId });
  const reserved = shop.hasSources ? Number((await writer.ask('SELECT COALESCE(SUM(quantity), 0) AS n FROM {inventory_reservation} WHERE sku = ?', [item.sku]))[0]?.n ?? 0) : 0;
  if (!stock || stock.is_in_stock !== '1' || (Number(stock.qty) + reserved < quantity && stock.backorders === '0')) throw badRequest('There are no source items with the in stock status.');
  if (!shop.hasSources) {
    await writer.add('cataloginventory_stock_item', { item_id: stock.item_id }, { qty: -quantity });
    return;
  }
  const metadata = JSON.stringify({ event_type: 'order_placed', object_type: 'order', object_id: '', object_increment_id: incrementId });
  await writer.insert('inventory_reservation', { stock_id: shop.stockId, sku: item.sku, quantity: -quantity, metadata });
}

async function countUse(writer: ShopWriter, coupon: Row, customerId: string): Promise<void> {
  await writer.add('salesrule', { rule_id: coupon.rule_id }, { times_used: 1 });
  await writer.add('salesrule_coupon', { coupon_id: coupon.coupon_id }, { times_used: 1 });
  const usage = { coupon_id: coupon.coupon_id, customer_id: customerId };
  if ((await writer.add('salesrule_coupon_usage', usage, { times_used: 1 })) === 0) await writer.insert('salesrule_coupon_usage', { ...usage, times_used: 1 });
  const ofRule = { rule_id: coupon.rule_id, customer_id: customerId };
  if ((await writer.add('salesrule_customer', ofRule, { times_used: 1 })) === 0) await writer.insert('salesrule_customer', { ...ofRule, times_used: 1 });
}
