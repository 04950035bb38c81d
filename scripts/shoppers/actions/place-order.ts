import type { Action, Scene, Touched } from '../action';
import type { Coupon } from '../known';
import { decimalOf } from '../../../services/magento/shop/money';
import type { StoreView } from '../../../services/magento/shop/shop';
import { writeCart, type Buyer, type Checkout } from './cart-rows';
import { nextIncrementId } from './documents';
import { fillCart, type Cart } from './order-lines';
import { childRow, itemRow, orderRow, paymentRow, type NewOrder } from './order-rows';
import { addressColumns, emailOf, personName } from './people';

const NEEDS = ['sales_order', 'sales_order_item', 'sales_order_address', 'sales_order_payment'];

/** Checkout, with and without a coupon. */
export const checkoutActions: readonly Action[] = [
  { name: 'place order', weight: 18, needs: NEEDS, perform: (scene) => placeOrder(scene, undefined) },
  { name: 'use coupon', weight: 4, needs: [...NEEDS, 'salesrule_coupon', 'salesrule_coupon_usage'], perform: useCoupon },
];

async function useCoupon(scene: Scene): Promise<Touched | undefined> {
  const coupon = scene.known.shared.coupons.pick(scene.random);
  return coupon === undefined ? undefined : placeOrder(scene, coupon);
}

async function placeOrder(scene: Scene, coupon: Coupon | undefined): Promise<Touched | undefined> {
  const { tx } = scene;
  const found = await findBuyer(scene, coupon !== undefined);
  if (!found) return undefined;
  const cart = await fillCart(scene, found.store, coupon);
  const incrementId = await nextIncrementId(scene, 'order', found.store.id);
  const checkout: Checkout = { cart, buyer: found.buyer, incrementId };
  const order: NewOrder = { ...checkout, written: await writeCart(scene, checkout) };
  const orderId = await tx.insert('sales_order', orderRow(scene, order));
  await writeItems(scene, order, orderId);
  await writeAddresses(scene, order, orderId);
  await tx.insert('sales_order_payment', paymentRow(cart, orderId));
  await tx.insert('sales_order_status_history', { parent_id: orderId, status: 'pending', comment: null, is_customer_notified: 1, is_visible_on_front: 0, entity_name: 'order', created_at: scene.now });
  await reserve(scene, cart, { orderId, incrementId });
  if (coupon && found.buyer.id !== undefined) await countCouponUse(scene, coupon, found.buyer.id);
  scene.after(() => scene.known.ordersToPay.add(orderId));
  return { entity: 'order', key: orderId };
}

async function findBuyer(scene: Scene, mustBeCustomer: boolean): Promise<{ readonly store: StoreView; readonly buyer: Buyer } | undefined> {
  const { random, shop, known, tx } = scene;
  const address = addressColumns(random);
  if (!mustBeCustomer && random.chance(0.15)) {
    return { store: random.pick(shop.stores), buyer: { id: undefined, groupId: '0', email: emailOf(random), ...personName(random), address } };
  }
  const id = known.customers.pick(random);
  if (id === undefined) return undefined;
  const customer = await tx.lock('customer_entity', { entity_id: id });
  const stores = shop.stores.filter((store) => store.websiteId === customer.website_id);
  if (stores.length === 0) return undefined;
  return {
    store: random.pick(stores),
    buyer: { id, groupId: customer.group_id ?? '0', email: customer.email ?? '', firstname: (customer.firstname ?? '').slice(0, 128), lastname: (customer.lastname ?? '').slice(0, 128), address },
  };
}

async function writeItems(scene: Scene, order: NewOrder, orderId: string): Promise<void> {
  const { tx } = scene;
  const tax = order.cart.taxPercent > 0 ? await writeTax(scene, order.cart, orderId) : undefined;
  for (const [index, line] of order.cart.lines.entries()) {
    const [quoteItemId = '0', childQuoteItemId = '0'] = order.written.itemIds[index] ?? [];
    const itemId = await tx.insert('sales_order_item', itemRow(scene, order, { line, orderId, quoteItemId }));
    if (line.item.parent) await tx.insert('sales_order_item', childRow(scene, order, { line, orderId, quoteItemId: childQuoteItemId, parentItemId: itemId }));
    if (tax === undefined || line.tax.base === 0) continue;
    await tx.insert('sales_order_tax_item', {
      tax_id: tax, item_id: itemId, tax_percent: order.cart.taxPercent, amount: decimalOf(line.tax.order), base_amount: decimalOf(line.tax.base),
      real_amount: decimalOf(line.tax.order), real_base_amount: decimalOf(line.tax.base), taxable_item_type: 'product',
    });
  }
}

function writeTax(scene: Scene, cart: Cart, orderId: string): Promise<string> {
  return scene.tx.insert('sales_order_tax', {
    order_id: orderId, code: 'US-TX-*', title: 'US-TX-*', percent: cart.taxPercent, priority: 0, position: 0, process: 0,
    amount: decimalOf(cart.tax.order), base_amount: decimalOf(cart.tax.base), base_real_amount: decimalOf(cart.tax.base),
  });
}

async function writeAddresses(scene: Scene, order: NewOrder, orderId: string): Promise<void> {
  const { tx } = scene;
  const ids: Record<string, string> = {};
  for (const type of ['shipping', 'billing']) {
    ids[`${type}_address_id`] = await tx.insert('sales_order_address', { parent_id: orderId, address_type: type, email: order.buyer.email, customer_id: order.buyer.id, ...order.buyer.address });
  }
  await tx.update('sales_order', { entity_id: orderId }, ids);
}

/** With sources the goods are reserved and leave the shelf when shipped; without, they leave it now. */
async function reserve(scene: Scene, cart: Cart, order: { readonly orderId: string; readonly incrementId: string }): Promise<void> {
  const { tx, shop } = scene;
  // In the order of their ids, or two buyers of the same two products wait for each other.
  const lines = [...cart.lines].sort((left, right) => Number(left.item.id) - Number(right.item.id));
  for (const line of lines) {
    if (!shop.hasSources) {
      await tx.add('cataloginventory_stock_item', { product_id: line.item.id, stock_id: shop.stockId }, { qty: String(-line.quantity) });
      continue;
    }
    const metadata = JSON.stringify({ event_type: 'order_placed', object_type: 'order', object_id: '', object_increment_id: order.incrementId });
    await tx.insert('inventory_reservation', { stock_id: shop.stockId, sku: line.item.sku, quantity: -line.quantity, metadata });
  }
}

async function countCouponUse(scene: Scene, coupon: Coupon, customerId: string): Promise<void> {
  const { tx } = scene;
  if (tx.has('salesrule')) await tx.add('salesrule', { rule_id: coupon.ruleId }, { times_used: '1' });
  const used = await tx.add('salesrule_coupon', { coupon_id: coupon.id }, { times_used: '1' });
  if (!used) return;
  if (!(await tx.add('salesrule_coupon_usage', { coupon_id: coupon.id, customer_id: customerId }, { times_used: '1' }))) {
    await tx.insert('salesrule_coupon_usage', { coupon_id: coupon.id, customer_id: customerId, times_used: 1 });
  }
  if (!tx.has('salesrule_customer')) return;
  const rows = await tx.rows('SELECT rule_customer_id FROM {salesrule_customer} WHERE rule_id = ? AND customer_id = ?', [coupon.ruleId, customerId]);
  if (rows[0]) await tx.add('salesrule_customer', { rule_customer_id: rows[0].rule_customer_id ?? '' }, { times_used: '1' });
  else await tx.insert('salesrule_customer', { rule_id: coupon.ruleId, customer_id: customerId, times_used: 1 });
}
