import type { EntityDefinition } from './grammar/definition';
import { flag, int, text } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

/** A picture or video file of the catalog. Which products show it, and how, is part of the product. */
export const media: EntityDefinition = {
  name: 'media',
  service: 'catalog',
  target: 'media',
  root: 'catalog_product_entity_media_gallery',
  key: 'value_id',
  fields: {
    attribute_id: reference('attribute_id', 'attribute'),
    file: column('value', text),
    media_type: column('media_type', text),
    disabled: column('disabled', flag),
  },
  children: [
    {
      source: 'catalog_product_entity_media_gallery_value_video',
      target: 'media_videos',
      parent: { column: 'value_id' },
      key: { columns: ['store_id'] },
      optional: true,
      fields: { store_id: column('store_id', int), ...columns(text, 'provider url title description metadata') },
    },
  ],
  indexes: [['magento_attribute_id']],
  conflict: { '*': 'source-wins' },
};
