import { dateTime, DAY, HOUR } from '../moments';
import type { Row } from '../row-writer';
import { GLOBAL_CURRENCY, STORE_GROUPS, currencyRate } from '../shop/stores';
import { orderMoneyRow } from './order-money-row';
import type { OrderIds } from './order-ids';
import { topLines, type OrderPlan } from './order-plan';

/** The row of sales_order, in parts. */
export function orderRow(plan: OrderPlan, ids: OrderIds): readonly Row[] {
  return [identityRow(plan, ids), buyerRow(plan), currencyRow(plan), ...orderMoneyRow(plan)];
}

function identityRow(plan: OrderPlan, ids: OrderIds): Row {
  const { store, website, fulfilment, lines, n, createdAt } = plan;
  const group = STORE_GROUPS.find(({ id }) => id === store.groupId);
  const counted = topLines(plan);
  return {
    entity_id: ids.order, increment_id: ids.increment, state: fulfilment.state, status: fulfilment.status, store_id: store.id,
    store_name: `${website.name}\n${group?.name ?? ''}\n${store.name}`, protect_code: ids.order.toString(16).padStart(32, '0'),
    is_virtual: plan.shipping === null ? 1 : 0, quote_id: n, billing_address_id: ids.billingAddress, shipping_address_id: ids.shippingAddress,
    shipping_method: plan.shipping === null ? null : 'flatrate_flatrate', shipping_description: plan.shipping === null ? null : 'Flat Rate - Fixed',
    total_item_count: counted.length, total_qty_ordered: counted.reduce((sum, { qty }) => sum + qty, 0),
    base_total_qty_ordered: null, weight: lines.reduce((sum, { parent, grams, qty }) => sum + (parent === null ? grams * qty : 0), 0) / 1000,
    created_at: dateTime(createdAt), updated_at: dateTime(createdAt + (fulfilment.shipped ? 2 * DAY : HOUR)),
    hold_before_state: fulfilment.state === 'holded' ? 'new' : null, hold_before_status: fulfilment.state === 'holded' ? 'pending' : null,
    coupon_code: plan.coupon, coupon_rule_name: plan.coupon === null ? null : 'A coupon', discount_description: plan.coupon,
    applied_rule_ids: plan.ruleIds.length === 0 ? null : plan.ruleIds.join(','), email_sent: 1, send_email: 1, customer_note_notify: 1,
    remote_ip: plan.n % 3 === 0 ? '2001:db8::1' : '192.0.2.7', x_forwarded_for: plan.n % 10 === 0 ? '192.0.2.7, 198.51.100.9' : null,
    customer_note: plan.n % 50 === 0 ? 'Please leave it at the "back door".\nThanks!' : null, gift_message_id: null,
  };
}

function buyerRow({ buyer, n }: OrderPlan): Row {
  return {
    customer_id: buyer.customerId, customer_group_id: buyer.groupId, customer_email: buyer.email, customer_firstname: buyer.firstname,
    customer_lastname: buyer.lastname, customer_middlename: buyer.middlename, customer_gender: buyer.gender,
    // Orders of registered shoppers say 0, or nothing at all when a service made them.
    customer_is_guest: buyer.customerId === null ? 1 : n % 2 === 0 ? null : 0,
    customer_dob: n % 20 === 0 ? '1980-02-29 00:00:00' : null,
  };
}

function currencyRow({ website, store, rate }: OrderPlan): Row {
  return {
    base_currency_code: website.currency, order_currency_code: store.currency, store_currency_code: website.currency, global_currency_code: GLOBAL_CURRENCY,
    base_to_global_rate: currencyRate(website.currency, GLOBAL_CURRENCY), base_to_order_rate: rate, store_to_base_rate: 0, store_to_order_rate: 0,
  };
}
