import type { Plan } from '../postgres/plan';

/** Where the warehouse service keeps what the contract shows. */
export const warehousePlans: Readonly<Record<string, Plan>> = {
  'stock item': {
    entity: 'stock-item', id: 'item_id', from: 'warehouse.stock_items t', search: { product_id: 't.magento_product_id', is_in_stock: 't.is_in_stock::int' },
  },
  'source item': { entity: 'source-item', id: 'source_item_id', from: 'warehouse.source_items t', search: { status: 't.status::int' } },
};
