import type { Plan } from '../postgres/plan';

const byOrder = { parent: 'p.order_id', order: 'p.id', select: 'p.*' } as const;

const order: Plan = {
  entity: 'order',
  id: 'entity_id',
  from: '"order".orders t',
  search: { store_id: 't.magento_store_id', customer_id: 't.magento_customer_id', quote_id: 't.magento_quote_id' },
  parts: {
    items: { ...byOrder, from: '"order".order_items p', parentAs: 'order_id', id: 'item_id' },
    addresses: { ...byOrder, from: '"order".order_addresses p', parentAs: 'parent_id', id: 'entity_id' },
    payments: { ...byOrder, from: '"order".order_payments p', parentAs: 'parent_id', id: 'entity_id' },
    history: { ...byOrder, from: '"order".order_status_history p', parentAs: 'parent_id', id: 'entity_id' },
    taxes: { ...byOrder, from: '"order".order_taxes p', id: 'tax_id' },
  },
};

/** Where the order service keeps what the contract shows. */
export const orderPlans: Readonly<Record<string, Plan>> = { order };
