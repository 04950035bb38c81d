import type { Scene } from '../action';
import { decimalOf, moneyColumns, sumOf, times, ZERO } from '../../../services/magento/shop/money';
import type { RowValues } from '../../../services/magento/shop/shop-connection';
import type { Checkout, WrittenCart } from './cart-rows';
import type { Cart, OrderLine } from './order-lines';

/** An order about to be written. */
export interface NewOrder extends Checkout {
  readonly written: WrittenCart;
}

/** Where a line goes. */
export interface LinePlace {
  readonly line: OrderLine;
  readonly orderId: string;
  readonly quoteItemId: string;
}

/** Columns of `sales_order`. Amounts that nothing has touched yet stay NULL, as in Magento. */
export function orderRow(scene: Scene, order: NewOrder): RowValues {
  const { cart, buyer } = order;
  const { store } = cart;
  return {
    state: 'new', status: 'pending', increment_id: order.incrementId, store_id: store.id, is_virtual: 0, created_at: scene.now, updated_at: scene.now,
    store_name: `Website\nStore\n${store.name}`, protect_code: scene.random.word(32), shipping_method: 'flatrate_flatrate', shipping_description: 'Flat Rate - Fixed',
    customer_id: buyer.id, customer_is_guest: buyer.id === undefined ? 1 : 0, customer_group_id: buyer.groupId, customer_email: buyer.email,
    customer_firstname: buyer.firstname, customer_lastname: buyer.lastname, customer_note_notify: 1, remote_ip: `203.0.113.${scene.random.between(1, 254)}`,
    customer_note: scene.random.chance(0.2) ? 'Ring “twice”\nplease <b>now</b>' : null, quote_id: order.written.quoteId,
    coupon_code: cart.coupon?.code ?? null, applied_rule_ids: cart.coupon?.ruleId ?? null, discount_description: cart.coupon?.code ?? null,
    global_currency_code: store.globalCurrency, base_currency_code: store.baseCurrency, store_currency_code: store.baseCurrency, order_currency_code: store.orderCurrency,
    base_to_global_rate: store.baseToGlobalRate.toFixed(4), base_to_order_rate: store.baseToOrderRate.toFixed(4),
    total_qty_ordered: cart.quantity, total_item_count: cart.lines.length, weight: cart.quantity,
    ...moneyColumns({
      subtotal: cart.subtotal, discount_amount: times(cart.discount, -1), tax_amount: cart.tax, shipping_amount: cart.shipping, grand_total: cart.grandTotal,
      total_due: cart.grandTotal, subtotal_incl_tax: sumOf(cart.subtotal, cart.tax), shipping_incl_tax: cart.shipping, shipping_tax_amount: ZERO,
      shipping_discount_amount: ZERO, discount_tax_compensation_amount: ZERO,
    }),
  };
}

/** The line itself, or the configurable parent that carries its money. */
export function itemRow(scene: Scene, order: NewOrder, { line, orderId, quoteItemId }: LinePlace): RowValues {
  const { item } = line;
  const productId = item.parent?.id ?? item.id;
  return {
    order_id: orderId, quote_item_id: quoteItemId, store_id: order.cart.store.id, created_at: scene.now, updated_at: scene.now, product_id: productId,
    product_type: item.parent ? 'configurable' : 'simple', sku: item.sku, name: item.name, weight: 1, is_virtual: 0, is_qty_decimal: 0, no_discount: 0,
    product_options: JSON.stringify({ info_buyRequest: { product: productId, qty: line.quantity }, ...(item.parent ? { simple_name: item.name, simple_sku: item.sku } : {}) }),
    qty_ordered: line.quantity, qty_invoiced: 0, qty_shipped: 0, qty_refunded: 0, qty_canceled: 0, tax_percent: order.cart.taxPercent,
    discount_percent: order.cart.coupon?.percent ?? 0, free_shipping: 0,
    ...moneyColumns({
      price: line.price, original_price: line.price, row_total: line.row, tax_amount: line.tax, discount_amount: line.discount,
      price_incl_tax: line.price, row_total_incl_tax: sumOf(line.row, line.tax),
    }),
  };
}

/** The simple child of a configurable line: it says what leaves the shelf and costs nothing. */
export function childRow(scene: Scene, order: NewOrder, place: LinePlace & { readonly parentItemId: string }): RowValues {
  return {
    ...itemRow(scene, order, place), parent_item_id: place.parentItemId, product_id: place.line.item.id, product_type: 'simple', discount_percent: 0, tax_percent: 0,
    price: decimalOf(0), base_price: decimalOf(0), original_price: decimalOf(0), base_original_price: decimalOf(0),
    ...moneyColumns({ row_total: ZERO, tax_amount: ZERO, discount_amount: ZERO, row_total_incl_tax: ZERO, price_incl_tax: ZERO }),
  };
}

/** Columns of `sales_order_payment` at the moment of order. */
export function paymentRow(cart: Cart, orderId: string): RowValues {
  return {
    parent_id: orderId, method: 'checkmo', additional_information: '{"method_title":"Check \\/ Money order"}',
    ...moneyColumns({ amount_ordered: cart.grandTotal, shipping_amount: cart.shipping }),
  };
}
