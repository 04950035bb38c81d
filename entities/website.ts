import type { EntityDefinition } from './grammar/definition';
import { flag, int, text } from './grammar/codecs';
import { column, columns, forwardReference } from './grammar/words';

/** A website of the shop. Id 0 is Magento's own back office. */
export const website: EntityDefinition = {
  name: 'website',
  service: 'store',
  target: 'websites',
  root: 'store_website',
  key: 'website_id',
  fields: {
    ...columns(text, 'code name'),
    sort_order: column('sort_order', int),
    default_group_id: forwardReference('default_group_id', 'store-group'),
    is_default: column('is_default', flag),
  },
  conflict: { '*': 'source-wins' },
};
