import type { EntityDefinition } from './grammar/definition';
import { bigint, int, text } from './grammar/codecs';
import { column } from './grammar/words';

/** A group of customers that prices and rules refer to. Id 0 is everybody who is not logged in. */
export const customerGroup: EntityDefinition = {
  name: 'customer-group',
  service: 'customer',
  target: 'customer_groups',
  root: 'customer_group',
  key: 'customer_group_id',
  fields: {
    code: column('customer_group_code', text),
    tax_class_id: column('tax_class_id', bigint),
  },
  children: [
    {
      source: 'customer_group_excluded_website',
      target: 'customer_group_excluded_websites',
      parent: { column: 'customer_group_id' },
      key: { id: 'entity_id', entity: 'customer-group-excluded-website' },
      optional: true,
      fields: { website_id: column('website_id', int) },
    },
  ],
  conflict: { '*': 'source-wins' },
};
