import type { SeedContext } from '../seed-context';
import type { OrderPlan } from './order-plan';

/** The ids under which one order's rows are written. */
export interface OrderIds {
  readonly order: number;
  readonly increment: string;
  readonly billingAddress: number;
  /** Null for orders without shipping. */
  readonly shippingAddress: number | null;
  readonly payment: number;
  /** One per line of the plan. */
  readonly items: readonly number[];
}

/** The shop took ids for carts of its own, so the number of an order's row never is the one of its cart's row. */
export const CART_ITEM_SHIFT = 17;

export function takeOrderIds(context: SeedContext, increment: string, plan: OrderPlan): OrderIds {
  const shippingAddress = plan.shipping === null ? null : context.nextId('sales_order_address');
  return {
    order: context.nextId('sales_order'), increment, shippingAddress, billingAddress: context.nextId('sales_order_address'),
    payment: context.nextId('sales_order_payment'), items: plan.lines.map(() => context.nextId('sales_order_item')),
  };
}
