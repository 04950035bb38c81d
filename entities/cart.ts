import type { EntityDefinition } from './grammar/definition';
import { bigint, flag, int, localTimestamp, money, quantity, text, timestamp } from './grammar/codecs';
import { column, columns, optionals, reference } from './grammar/words';
import { cartItems } from './cart-items';
import { cartParts } from './cart-parts';
import { twice } from './document-money';

/** A shopping cart. Magento keeps the ones that became orders too, as inactive. */
export const cart: EntityDefinition = {
  name: 'cart',
  service: 'order',
  target: 'carts',
  root: 'quote',
  key: 'entity_id',
  fields: {
    store_id: reference('store_id', 'store-view'),
    customer_id: reference('customer_id', 'customer'),
    customer_group_id: reference('customer_group_id', 'customer-group'),
    ...columns(flag, 'is_active is_virtual is_multi_shipping customer_is_guest customer_note_notify trigger_recollect'),
    ...columns(bigint, 'items_count orig_order_id customer_tax_class_id is_changed'),
    ...columns(quantity, 'items_qty'),
    ...columns(money, twice('grand_total subtotal subtotal_with_discount')),
    ...columns(money, 'store_to_base_rate store_to_quote_rate base_to_global_rate base_to_quote_rate'),
    ...columns(text, 'base_currency_code store_currency_code quote_currency_code global_currency_code'),
    ...columns(text, 'customer_email customer_prefix customer_firstname customer_middlename customer_lastname customer_suffix'),
    ...columns(text, 'customer_taxvat customer_gender customer_note checkout_method remote_ip'),
    ...columns(text, 'applied_rule_ids coupon_code reserved_order_id'),
    customer_dob: column('customer_dob', localTimestamp),
    ...optionals(text, 'ext_shipping_info'),
    ...optionals(int, 'gift_message_id reward_points_balance'),
    ...optionals(flag, 'is_persistent use_reward_points'),
    ...optionals(money, 'base_reward_currency_amount reward_currency_amount'),
    ...columns(timestamp, 'created_at updated_at converted_at'),
  },
  ignored: { password_hash: 'a hash of a password typed at checkout; the customer has its own' },
  children: [...cartItems, ...cartParts],
  indexes: [['magento_store_id'], ['magento_customer_id'], ['customer_id', 'is_active'], ['updated_at']],
  customer: { column: 'customer_id' },
  conflict: { '*': 'source-wins' },
};
