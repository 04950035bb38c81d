import type { EntityDefinition } from './grammar/definition';
import { int, text } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

const bySet = { column: 'attribute_set_id' } as const;

/** Which attributes a kind of product has, and in which groups they are shown. */
export const attributeSet: EntityDefinition = {
  name: 'attribute-set',
  service: 'store',
  target: 'attribute_sets',
  root: 'eav_attribute_set',
  key: 'attribute_set_id',
  fields: {
    ...columns(int, 'entity_type_id sort_order'),
    name: column('attribute_set_name', text),
  },
  children: [
    {
      source: 'eav_attribute_group',
      target: 'attribute_groups',
      parent: bySet,
      key: { id: 'attribute_group_id', entity: 'attribute-group' },
      fields: {
        name: column('attribute_group_name', text),
        code: column('attribute_group_code', text),
        tab_group_code: column('tab_group_code', text),
        ...columns(int, 'sort_order default_id'),
      },
    },
    {
      source: 'eav_entity_attribute',
      target: 'attribute_set_members',
      parent: bySet,
      key: { id: 'entity_attribute_id', entity: 'attribute-set-member' },
      fields: {
        attribute_id: reference('attribute_id', 'attribute'),
        attribute_group_id: reference('attribute_group_id', 'attribute-group'),
        ...columns(int, 'entity_type_id sort_order'),
      },
    },
  ],
  conflict: { '*': 'source-wins' },
};
