import type { ChildTable, EntityDefinition } from './grammar/definition';
import { bigint, int, quantity, text, timestamp } from './grammar/codecs';
import { column, reference } from './grammar/words';

const items: ChildTable = {
  source: 'wishlist_item',
  target: 'wishlist_items',
  parent: { column: 'wishlist_id' },
  key: { id: 'wishlist_item_id', entity: 'wishlist-item' },
  fields: {
    product_id: reference('product_id', 'product'),
    store_id: column('store_id', int),
    qty: column('qty', quantity),
    description: column('description', text),
    added_at: column('added_at', timestamp),
  },
  indexes: [['magento_product_id'], ['store_id']],
};

const options: ChildTable = {
  source: 'wishlist_item_option',
  target: 'wishlist_item_options',
  parent: { column: 'wishlist_item_id', via: { table: 'wishlist_item', key: 'wishlist_item_id', column: 'wishlist_id' } },
  key: { id: 'option_id', entity: 'wishlist-item-option' },
  fields: {
    item_id: reference('wishlist_item_id', 'wishlist-item'),
    product_id: column('product_id', bigint),
    code: column('code', text),
    value: column('value', text),
  },
};

/** What a customer wishes for. */
export const wishlist: EntityDefinition = {
  name: 'wishlist',
  group: 'wishlists',
  service: 'customer',
  target: 'wishlists',
  root: 'wishlist',
  key: 'wishlist_id',
  fields: {
    customer_id: reference('customer_id', 'customer'),
    shared: column('shared', int),
    sharing_code: column('sharing_code', text),
    updated_at: column('updated_at', timestamp),
  },
  children: [items, options],
  indexes: [['magento_customer_id'], ['customer_id']],
  conflict: { '*': 'merge-sets' },
};
