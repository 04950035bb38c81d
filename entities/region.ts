import type { EntityDefinition } from './grammar/definition';
import { text } from './grammar/codecs';
import { column, columns } from './grammar/words';

/** A state or province that addresses refer to, with its names by locale. */
export const region: EntityDefinition = {
  name: 'region',
  service: 'store',
  target: 'regions',
  root: 'directory_country_region',
  key: 'region_id',
  fields: {
    country: column('country_id', text),
    ...columns(text, 'code default_name'),
  },
  children: [
    {
      source: 'directory_country_region_name',
      target: 'region_names',
      parent: { column: 'region_id' },
      key: { columns: ['locale'] },
      fields: { ...columns(text, 'locale name') },
    },
  ],
  indexes: [['country', 'code']],
  conflict: { '*': 'source-wins' },
};
