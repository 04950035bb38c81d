import type { EntityDefinition } from './grammar/definition';
import { flag, int, text } from './grammar/codecs';
import { column, columns } from './grammar/words';

const byRating = { column: 'rating_id' } as const;

/** A scale that reviews vote on, with its steps. */
export const rating: EntityDefinition = {
  name: 'rating',
  service: 'review',
  target: 'ratings',
  root: 'rating',
  key: 'rating_id',
  fields: {
    code: column('rating_code', text),
    ...columns(int, 'entity_id position'),
    is_active: column('is_active', flag),
  },
  children: [
    {
      source: 'rating_option',
      target: 'rating_options',
      parent: byRating,
      key: { id: 'option_id', entity: 'rating-option' },
      fields: { code: column('code', text), ...columns(int, 'value position') },
    },
    {
      source: 'rating_store',
      target: 'rating_stores',
      parent: byRating,
      key: { columns: ['store_id'] },
      fields: { store_id: column('store_id', int) },
    },
    {
      source: 'rating_title',
      target: 'rating_titles',
      parent: byRating,
      key: { columns: ['store_id'] },
      fields: { store_id: column('store_id', int), value: column('value', text) },
    },
  ],
  conflict: { '*': 'source-wins' },
};
