import type { EntityDefinition } from './grammar/definition';
import { flag, money, oneOf, quantity, text, timestamp } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';
import { documentMoney } from './document-money';
import { documentComments, documentItems } from './document-parts';

/** A bill for items of an order. */
export const invoice: EntityDefinition = {
  name: 'invoice',
  service: 'order',
  target: 'invoices',
  root: 'sales_invoice',
  key: 'entity_id',
  fields: {
    increment_id: column('increment_id', text),
    state: column('state', oneOf({ 1: 'open', 2: 'paid', 3: 'canceled' })),
    order_id: reference('order_id', 'order'),
    store_id: reference('store_id', 'store-view'),
    billing_address_id: reference('billing_address_id', 'order-address'),
    shipping_address_id: reference('shipping_address_id', 'order-address'),
    transaction_id: column('transaction_id', text),
    total_qty: column('total_qty', quantity),
    base_total_refunded: column('base_total_refunded', money),
    ...documentMoney,
    ...columns(flag, 'is_used_for_refund email_sent send_email can_void_flag customer_note_notify'),
    ...columns(text, 'discount_description customer_note'),
    ...columns(timestamp, 'created_at updated_at'),
  },
  children: [documentItems('invoice', 'sales_invoice'), documentComments('invoice', 'sales_invoice')],
  unique: [['increment_id', 'magento_store_id']],
  indexes: [['magento_order_id'], ['order_id'], ['magento_store_id'], ['created_at']],
  conflict: { '*': 'source-wins' },
};
