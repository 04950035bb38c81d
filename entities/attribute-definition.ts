import type { EntityDefinition } from './grammar/definition';
import { flag, int, text } from './grammar/codecs';
import { column, columns } from './grammar/words';
import { attributeParts } from './attribute-parts';

/**
 * An attribute of products, categories, customers or addresses. Values of select attributes are option ids, so labels
 * are found here and nowhere else.
 */
export const attributeDefinition: EntityDefinition = {
  name: 'attribute',
  service: 'store',
  target: 'attributes',
  root: 'eav_attribute',
  key: 'attribute_id',
  fields: {
    entity_type_id: column('entity_type_id', int),
    code: column('attribute_code', text),
    label: column('frontend_label', text),
    ...columns(text, 'backend_type frontend_input'),
    ...columns(text, 'attribute_model backend_model backend_table frontend_model frontend_class source_model'),
    ...columns(flag, 'is_required is_user_defined is_unique'),
    ...columns(text, 'default_value note'),
  },
  children: attributeParts,
  indexes: [['entity_type_id', 'code']],
  conflict: { '*': 'source-wins' },
};
