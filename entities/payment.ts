import type { EntityDefinition } from './grammar/definition';
import { blobText, money, oneOf, text, timestamp } from './grammar/codecs';
import { column, columns, lookup, reference } from './grammar/words';

const ofPayment = { on: 'payment_id', key: 'entity_id' } as const;

/**
 * A transaction with a payment gateway. Magento keeps neither method, amount nor currency with it: they are read along
 * from the order's payment (`amount` is what was ordered) and from the order.
 */
export const payment: EntityDefinition = {
  name: 'payment',
  group: 'payments-and-refunds',
  service: 'payment',
  target: 'payment_records',
  root: 'sales_payment_transaction',
  key: 'transaction_id',
  fields: {
    order_id: reference('order_id', 'order'),
    payment_id: reference('payment_id', 'order-payment'),
    parent_id: reference('parent_id', 'payment'),
    gateway_txn_id: column('txn_id', text),
    parent_txn_id: column('parent_txn_id', text),
    txn_type: column('txn_type', text),
    method: lookup('sales_order_payment.method', ofPayment, text),
    amount: lookup('sales_order_payment.amount_ordered', ofPayment, money),
    currency: lookup('sales_order.order_currency_code', { on: 'order_id', key: 'entity_id' }, text),
    status: column('is_closed', oneOf({ 0: 'open', 1: 'closed' })),
    additional_information: column('additional_information', blobText),
    ...columns(timestamp, 'created_at'),
  },
  indexes: [['magento_order_id'], ['order_id'], ['magento_payment_id'], ['magento_parent_id'], ['gateway_txn_id']],
  conflict: { '*': 'source-wins' },
};
