import type { EntityDefinition } from './grammar/definition';
import { text } from './grammar/codecs';
import { columns, forwardReference, optionals, reference } from './grammar/words';

/** Stores of a website that show one category tree. */
export const storeGroup: EntityDefinition = {
  name: 'store-group',
  service: 'store',
  target: 'store_groups',
  root: 'store_group',
  key: 'group_id',
  fields: {
    website_id: reference('website_id', 'website'),
    ...optionals(text, 'code'),
    ...columns(text, 'name'),
    root_category_id: forwardReference('root_category_id', 'category'),
    default_store_id: forwardReference('default_store_id', 'store-view'),
  },
  indexes: [['magento_website_id']],
  conflict: { '*': 'source-wins' },
};
