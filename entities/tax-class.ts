import type { EntityDefinition } from './grammar/definition';
import { text } from './grammar/codecs';
import { column } from './grammar/words';

/** A class of products or of customers that taxes depend on. */
export const taxClass: EntityDefinition = {
  name: 'tax-class',
  service: 'store',
  target: 'tax_classes',
  root: 'tax_class',
  key: 'class_id',
  fields: { name: column('class_name', text), type: column('class_type', text) },
  conflict: { '*': 'source-wins' },
};
