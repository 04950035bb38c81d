import type { Plan } from './plan';

const byOrder = { parent: 'p.parent_id', order: 'p.entity_id', select: 'p.*' } as const;

const order: Plan = {
  from: '{sales_order} t',
  select: 't.*',
  id: 'entity_id',
  parts: {
    items: { select: 'p.*', from: '{sales_order_item} p', parent: 'p.order_id', order: 'p.item_id' },
    addresses: { ...byOrder, from: '{sales_order_address} p' },
    payments: { ...byOrder, from: '{sales_order_payment} p' },
    history: { ...byOrder, from: '{sales_order_status_history} p' },
    taxes: { select: 'p.*', from: '{sales_order_tax} p', parent: 'p.order_id', order: 'p.tax_id' },
  },
};

const transaction: Plan = {
  from: '{sales_payment_transaction} t LEFT JOIN {sales_order_payment} p ON p.entity_id = t.payment_id',
  select: 't.*, p.method',
  id: 'transaction_id',
};

const creditMemo: Plan = {
  from: '{sales_creditmemo} t',
  select: 't.*',
  id: 'entity_id',
  parts: {
    items: { ...byOrder, from: '{sales_creditmemo_item} p' },
    comments: { ...byOrder, from: '{sales_creditmemo_comment} p' },
  },
};

/** Where Magento keeps orders, payments and refunds. */
export const salesPlans: Readonly<Record<string, Plan>> = { order, transaction, 'credit memo': creditMemo };
