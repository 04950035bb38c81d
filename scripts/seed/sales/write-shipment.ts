import { dateTime, DAY } from '../moments';
import type { SeedContext } from '../seed-context';
import type { DocumentOf } from './document-rows';
import { money } from './order-plan';

const CARRIERS = [['ups', 'United Parcel Test'], ['dhl', 'DHL (test)'], ['custom', 'By "cart" & horse']] as const;

/** The one shipment of an order, mostly with a track. */
export function writeShipment({ put, nextId }: SeedContext, { plan, ids, increment }: DocumentOf): void {
  const id = nextId('sales_shipment');
  const at = dateTime(plan.createdAt + 2 * DAY);
  const shipped = plan.lines.map((line, index) => [line, ids.items[index] as number] as const).filter(([line]) => line.parent === null && !line.virtual);
  put('sales_shipment', {
    entity_id: id, store_id: plan.store.id, total_weight: null, total_qty: shipped.reduce((sum, [{ qty }]) => sum + qty, 0), email_sent: 1, send_email: 1,
    order_id: ids.order, customer_id: plan.buyer.customerId, shipping_address_id: ids.shippingAddress, billing_address_id: ids.billingAddress,
    shipment_status: null, increment_id: increment, created_at: at, updated_at: at, packages: '[]',
  });
  for (const [line, itemId] of shipped) {
    put('sales_shipment_item', {
      entity_id: nextId('sales_shipment_item'), parent_id: id, row_total: null, price: money(line.paid.price), weight: line.grams / 1000, qty: line.qty,
      product_id: line.productId, order_item_id: itemId, name: line.name, sku: line.sku,
    });
  }
  put('inventory_shipment_source', { shipment_id: id, source_code: plan.website.id === 1 ? 'default' : 'eu_depot' });
  if (plan.n % 10 === 0) return;
  const [carrier, title] = CARRIERS[plan.n % CARRIERS.length] as (typeof CARRIERS)[number];
  put('sales_shipment_track', {
    entity_id: nextId('sales_shipment_track'), parent_id: id, weight: null, qty: null, order_id: ids.order, track_number: `TEST-${plan.n}`,
    description: null, title, carrier_code: carrier, created_at: at, updated_at: at,
  });
}
