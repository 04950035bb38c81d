import type { EntityDefinition } from './grammar/definition';
import { flag, int, money, oneOf, text, timestamp } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';
import { documentMoney, twice } from './document-money';
import { documentComments, documentItems } from './document-parts';

/** Money given back for items of an order: Magento's credit memo. */
export const refund: EntityDefinition = {
  name: 'refund',
  group: 'payments-and-refunds',
  service: 'payment',
  target: 'refunds',
  root: 'sales_creditmemo',
  key: 'entity_id',
  fields: {
    increment_id: column('increment_id', text),
    state: column('state', oneOf({ 1: 'open', 2: 'refunded', 3: 'canceled' })),
    order_id: reference('order_id', 'order'),
    invoice_id: reference('invoice_id', 'invoice'),
    store_id: reference('store_id', 'store-view'),
    billing_address_id: reference('billing_address_id', 'order-address'),
    shipping_address_id: reference('shipping_address_id', 'order-address'),
    transaction_id: column('transaction_id', text),
    creditmemo_status: column('creditmemo_status', int),
    ...columns(money, twice('adjustment adjustment_positive adjustment_negative')),
    ...documentMoney,
    ...columns(flag, 'email_sent send_email customer_note_notify'),
    ...columns(text, 'discount_description customer_note'),
    ...columns(timestamp, 'created_at updated_at'),
  },
  children: [documentItems('refund', 'sales_creditmemo'), documentComments('refund', 'sales_creditmemo')],
  unique: [['increment_id', 'magento_store_id']],
  indexes: [['magento_order_id'], ['order_id'], ['magento_store_id'], ['created_at']],
  conflict: { '*': 'source-wins' },
};
