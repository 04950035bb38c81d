import type { EntityDefinition } from './grammar/definition';
import { bigint, quantity, text } from './grammar/codecs';
import { column } from './grammar/words';

/** A promise of stock: deltas that Magento only appends, and prunes once those of an order add up to nothing. */
export const reservation: EntityDefinition = {
  name: 'reservation',
  service: 'warehouse',
  target: 'stock_reservations',
  root: 'inventory_reservation',
  key: 'reservation_id',
  optional: true,
  fields: {
    stock_id: column('stock_id', bigint),
    sku: column('sku', text),
    quantity: column('quantity', quantity),
    metadata: column('metadata', text),
  },
  indexes: [['sku', 'stock_id']],
  conflict: { '*': 'source-wins' },
};
