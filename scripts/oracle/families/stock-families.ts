import type { Family } from '../family';

/** Stock as the catalog sees it, and as the sources hold it. */
export const stockFamilies: readonly Family[] = [
  {
    group: 'stock', schema: 'warehouse', entity: 'stock-item', source: 'cataloginventory_stock_item', target: 'stock_items', key: ['item_id'],
    derived: { sku: 'SELECT p.sku FROM {catalog_product_entity} p WHERE p.entity_id = t.product_id' },
  },
  { group: 'source items', schema: 'warehouse', entity: 'source-item', source: 'inventory_source_item', target: 'source_items', key: ['source_item_id'] },
  { group: 'reservations', schema: 'warehouse', entity: 'reservation', source: 'inventory_reservation', target: 'stock_reservations', key: ['reservation_id'] },
];
