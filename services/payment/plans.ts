import { numberOf, type Plan } from '../postgres/plan';

const closed = { open: '0', closed: '1' };
const state = { open: '1', refunded: '2', canceled: '3' };

const transaction: Plan = {
  entity: 'payment',
  id: 'transaction_id',
  from: 'payment.payment_records t',
  names: { gateway_txn_id: 'txn_id', status: 'is_closed' },
  words: { status: closed },
  search: {
    order_id: 't.magento_order_id', payment_id: 't.magento_payment_id', parent_id: 't.magento_parent_id', txn_id: 't.gateway_txn_id',
    is_closed: numberOf('t.status', closed),
  },
};

const creditMemo: Plan = {
  entity: 'refund',
  id: 'entity_id',
  from: 'payment.refunds t',
  words: { state },
  search: { order_id: 't.magento_order_id', store_id: 't.magento_store_id', state: numberOf('t.state', state) },
  parts: {
    items: { select: 'p.*', from: 'payment.refund_items p', parent: 'p.refund_id', parentAs: 'parent_id', order: 'p.id', id: 'entity_id' },
    comments: { select: 'p.*', from: 'payment.refund_comments p', parent: 'p.refund_id', parentAs: 'parent_id', order: 'p.id', id: 'entity_id' },
  },
};

/** Where the payment service keeps what the contract shows. */
export const paymentPlans: Readonly<Record<string, Plan>> = { transaction, 'credit memo': creditMemo };
