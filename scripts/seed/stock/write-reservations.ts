import type { OrderIds } from '../sales/order-ids';
import type { OrderPlan } from '../sales/order-plan';
import type { SeedContext } from '../seed-context';
import { stockOf } from './write-stock';

/** Older rows that cancel out have been pruned by Magento's nightly job. */
const UNPRUNED = 0.97;

/** What an open order holds back, and the counter-entries of finished ones that were not pruned yet. */
export function writeReservations({ put, nextId, options }: SeedContext, plan: OrderPlan, ids: OrderIds): void {
  const { state, shipped } = plan.fulfilment;
  const finished = shipped ? 'shipment_created' : state === 'canceled' ? 'order_canceled' : state === 'complete' ? 'invoice_created' : null;
  if (finished !== null && plan.n / options.orders < UNPRUNED) return;
  const reserve = (sku: string, quantity: number, event: string): void => {
    put('inventory_reservation', {
      reservation_id: nextId('inventory_reservation'), stock_id: stockOf(plan.website.id), sku, quantity,
      metadata: JSON.stringify({ event_type: event, object_type: 'order', object_id: String(ids.order), object_increment_id: ids.increment }),
    });
  };
  for (const { sku, qty, productType, parent } of plan.lines) {
    // A variant's SKU is on its parent's row already, and a bundle has no stock of its own.
    if (productType === 'bundle' || (parent !== null && plan.lines[parent]?.productType === 'configurable')) continue;
    reserve(sku, -qty, 'order_placed');
    if (finished !== null) reserve(sku, qty, finished);
  }
}
