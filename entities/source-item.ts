import type { EntityDefinition } from './grammar/definition';
import { flag, quantity, text } from './grammar/codecs';
import { column } from './grammar/words';

/** Physical stock of a SKU at one place. Magento ties it to no product, so rows of deleted products are normal. */
export const sourceItem: EntityDefinition = {
  name: 'source-item',
  service: 'warehouse',
  target: 'source_items',
  root: 'inventory_source_item',
  key: 'source_item_id',
  optional: true,
  fields: {
    source_code: column('source_code', text),
    sku: column('sku', text),
    quantity: column('quantity', quantity),
    status: column('status', flag),
  },
  indexes: [['sku'], ['source_code']],
  conflict: { '*': 'service-wins' },
};
