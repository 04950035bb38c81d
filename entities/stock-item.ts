import type { EntityDefinition } from './grammar/definition';
import { flag, int, quantity, text, timestamp } from './grammar/codecs';
import { column, columns, lookup, reference } from './grammar/words';

/**
 * Stock of a product as the catalog sees it. Where `use_config_…` is true Magento ignores the column it names and takes
 * the shop's setting. `backorders`: 0 no, 1 yes, 2 yes and tell the shopper.
 */
export const stockItem: EntityDefinition = {
  name: 'stock-item',
  group: 'stock',
  service: 'warehouse',
  target: 'stock_items',
  root: 'cataloginventory_stock_item',
  key: 'item_id',
  fields: {
    product_id: reference('product_id', 'product'),
    sku: lookup('catalog_product_entity.sku', { on: 'product_id', key: 'entity_id' }, text),
    ...columns(int, 'stock_id website_id'),
    qty: column('qty', quantity),
    is_in_stock: column('is_in_stock', flag),
    manage_stock: column('manage_stock', flag),
    ...columns(quantity, 'min_qty min_sale_qty max_sale_qty notify_stock_qty qty_increments'),
    backorders: column('backorders', int),
    ...columns(flag, 'is_qty_decimal is_decimal_divided enable_qty_increments stock_status_changed_auto'),
    ...columns(flag, 'use_config_min_qty use_config_min_sale_qty use_config_max_sale_qty use_config_backorders'),
    ...columns(flag, 'use_config_notify_stock_qty use_config_manage_stock use_config_qty_increments use_config_enable_qty_inc'),
    low_stock_date: column('low_stock_date', timestamp),
  },
  indexes: [['magento_product_id'], ['product_id'], ['sku'], ['stock_id']],
  conflict: { '*': 'service-wins' },
};
