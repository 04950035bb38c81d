import type { EntityDefinition } from './grammar/definition';
import { flag, int, money, quantity, text, timestamp, localTimestamp } from './grammar/codecs';
import { column, columns, forwardReference, optionals, reference } from './grammar/words';
import { twice } from './document-money';
import { orderItems } from './order-items';
import { orderParts } from './order-parts';

/**
 * An order with its items, payment, addresses, history and tax lines. Amounts named `base_…` are in the website's
 * currency, the others in the order's; `discount_amount` is negative here and positive on the items.
 */
export const order: EntityDefinition = {
  name: 'order',
  group: 'orders',
  service: 'order',
  target: 'orders',
  root: 'sales_order',
  key: 'entity_id',
  fields: {
    increment_id: column('increment_id', text),
    ...columns(text, 'state status'),
    customer_id: reference('customer_id', 'customer'),
    store_id: reference('store_id', 'store-view'),
    quote_id: forwardReference('quote_id', 'cart'),
    customer_group_id: reference('customer_group_id', 'customer-group'),
    billing_address_id: reference('billing_address_id', 'order-address'),
    shipping_address_id: reference('shipping_address_id', 'order-address'),
    // NULL on registered orders: neither it nor a missing customer_id alone says that the buyer was a guest.
    ...columns(flag, 'customer_is_guest is_virtual email_sent send_email can_ship_partially can_ship_partially_item'),
    ...columns(flag, 'customer_note_notify forced_shipment_with_invoice'),
    ...columns(text, 'customer_email customer_firstname customer_lastname customer_middlename customer_prefix customer_suffix customer_taxvat'),
    customer_gender: column('customer_gender', int),
    customer_dob: column('customer_dob', localTimestamp),
    ...columns(text, 'order_currency_code base_currency_code store_currency_code global_currency_code'),
    ...columns(money, orderMoney()),
    ...columns(money, 'base_to_global_rate base_to_order_rate store_to_base_rate store_to_order_rate'),
    ...columns(quantity, 'total_qty_ordered base_total_qty_ordered weight'),
    ...columns(int, 'total_item_count edit_increment payment_auth_expiration quote_address_id'),
    ...columns(text, 'coupon_code coupon_rule_name applied_rule_ids discount_description'),
    ...columns(text, 'shipping_method shipping_description store_name remote_ip x_forwarded_for customer_note protect_code'),
    ...columns(text, 'hold_before_state hold_before_status ext_customer_id ext_order_id original_increment_id'),
    ...columns(text, 'relation_child_id relation_child_real_id relation_parent_id relation_parent_real_id'),
    ...optionals(int, 'gift_message_id paypal_ipn_customer_notified'),
    ...optionals(text, 'dispute_status'),
    // Adobe Commerce: reward points.
    ...optionals(int, 'reward_points_balance reward_points_balance_refund'),
    ...optionals(money, 'base_reward_currency_amount reward_currency_amount base_rwrd_crrncy_amt_invoiced'),
    ...optionals(money, 'rwrd_currency_amount_invoiced base_rwrd_crrncy_amnt_refnded rwrd_crrncy_amnt_refunded'),
    ...columns(timestamp, 'created_at updated_at'),
  },
  children: [orderItems, ...orderParts],
  unique: [['increment_id', 'magento_store_id']],
  indexes: [['magento_customer_id'], ['customer_id'], ['magento_store_id'], ['created_at'], ['updated_at'], ['customer_email']],
  conflict: { '*': 'source-wins', state: 'service-wins', status: 'service-wins' },
};

function orderMoney(): string {
  return [
    twice('grand_total subtotal subtotal_incl_tax subtotal_canceled subtotal_invoiced subtotal_refunded'),
    twice('discount_amount discount_canceled discount_invoiced discount_refunded'),
    twice('tax_amount tax_canceled tax_invoiced tax_refunded'),
    twice('shipping_amount shipping_canceled shipping_invoiced shipping_refunded shipping_tax_amount shipping_tax_refunded'),
    twice('shipping_incl_tax shipping_discount_amount total_canceled total_invoiced total_paid total_due total_refunded'),
    twice('total_offline_refunded total_online_refunded adjustment_negative adjustment_positive'),
    twice('discount_tax_compensation_amount discount_tax_compensation_invoiced discount_tax_compensation_refunded'),
    'shipping_discount_tax_compensation_amount base_shipping_discount_tax_compensation_amnt',
    'base_total_invoiced_cost payment_authorization_amount',
  ].join(' ');
}
