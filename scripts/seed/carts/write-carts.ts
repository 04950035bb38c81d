import { dateTime } from '../moments';
import { orderAt } from '../sales/order-at';
import { CART_ITEM_SHIFT, type OrderIds } from '../sales/order-ids';
import type { OrderPlan } from '../sales/order-plan';
import type { SeedContext } from '../seed-context';
import { writeCart } from './write-cart';

/** Magento prunes ordered carts after a month, so only the newest orders still have theirs. */
const KEPT = 0.97;

/** The cart that an order came from, switched off. */
export function writeOrderedCart(context: SeedContext, plan: OrderPlan, ids: OrderIds): void {
  if (plan.n / context.options.orders < KEPT) return;
  writeCart(context, {
    plan, id: plan.n, itemIds: ids.items.map((id) => id + CART_ITEM_SHIFT), active: false, reservedOrderId: ids.increment, updatedAt: dateTime(plan.createdAt),
  });
}

/** Carts in use: one in eight is empty. Item ids go on after those of the orders. */
export async function writeActiveCarts(context: SeedContext): Promise<void> {
  const { options } = context;
  const count = Math.max(10, Math.floor(options.customers / 25));
  let nextItemId = context.nextId('sales_order_item') + CART_ITEM_SHIFT;
  for (let n = 1; n <= count; n++) {
    // What people put into carts is like what they order: the plan of an order that was never placed.
    const plan = orderAt(options, options.orders + n);
    const empty = n % 8 === 0;
    const cart = empty ? { ...plan, lines: [] } : plan;
    writeCart(context, {
      plan: cart, id: options.orders + n, itemIds: cart.lines.map(() => nextItemId++), active: true, reservedOrderId: null, updatedAt: dateTime(plan.createdAt),
    });
    await context.ready();
  }
}
