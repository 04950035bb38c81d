import type { EntityDefinition } from './grammar/definition';
import { flag, int, text } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

/** A store as a shopper sees it, with a language and a currency. Id 0 stands for all stores. */
export const storeView: EntityDefinition = {
  name: 'store-view',
  service: 'store',
  target: 'stores',
  root: 'store',
  key: 'store_id',
  fields: {
    ...columns(text, 'code name'),
    website_id: reference('website_id', 'website'),
    group_id: reference('group_id', 'store-group'),
    sort_order: column('sort_order', int),
    is_active: column('is_active', flag),
  },
  indexes: [['magento_website_id'], ['magento_group_id']],
  conflict: { '*': 'source-wins' },
};
