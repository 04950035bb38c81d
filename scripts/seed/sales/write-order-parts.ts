import { dateTime, DAY, HOUR } from '../moments';
import type { SeedContext } from '../seed-context';
import type { OrderIds } from './order-ids';
import type { OrderAddress, OrderPlan } from './order-plan';

/** Addresses and status history. */
export function writeOrderParts(context: SeedContext, plan: OrderPlan, ids: OrderIds): void {
  if (plan.shipping !== null && ids.shippingAddress !== null) writeAddress(context, { plan, ids, address: plan.shipping, id: ids.shippingAddress, kind: 'shipping' });
  writeAddress(context, { plan, ids, address: plan.billing, id: ids.billingAddress, kind: 'billing' });
  writeHistory(context, plan, ids);
}

interface Part {
  readonly plan: OrderPlan;
  readonly ids: OrderIds;
  readonly address: OrderAddress;
  readonly id: number;
  readonly kind: 'billing' | 'shipping';
}

function writeAddress({ put }: SeedContext, { plan, ids, address, id, kind }: Part): void {
  put('sales_order_address', {
    entity_id: id, parent_id: ids.order, customer_address_id: address.customerAddressId, quote_address_id: id, region_id: address.regionId,
    customer_id: plan.buyer.customerId, fax: null, region: address.region, postcode: address.postcode, lastname: address.lastname, street: address.street,
    city: address.city, email: plan.buyer.email, telephone: address.telephone, country_id: address.country, firstname: address.firstname,
    address_type: kind, company: address.company, vat_id: address.vatId,
  });
}

interface HistoryLine {
  readonly status: string;
  /** Unix seconds. */
  readonly at: number;
  readonly comment: string | null;
  readonly entity: 'order' | 'invoice' | 'creditmemo';
}

function writeHistory({ put, nextId }: SeedContext, { createdAt, fulfilment }: OrderPlan, ids: OrderIds): void {
  const line = ({ status, at, comment, entity }: HistoryLine): void => {
    put('sales_order_status_history', {
      entity_id: nextId('sales_order_status_history'), parent_id: ids.order, is_customer_notified: comment === null ? 0 : 1, is_visible_on_front: 0,
      comment, status, created_at: dateTime(at), entity_name: entity,
    });
  };
  line({ status: 'pending', at: createdAt, comment: null, entity: 'order' });
  if (fulfilment.invoiced) line({ status: 'processing', at: createdAt + HOUR, comment: 'Captured the amount online.\n\tTransaction noted.', entity: 'invoice' });
  if (fulfilment.refund === 'full') line({ status: 'closed', at: createdAt + 10 * DAY, comment: 'We refunded it offline.', entity: 'creditmemo' });
}
