import type { Family } from '../family';
import { productParts } from './product-parts';

const same = (names: string): Record<string, string> => Object.fromEntries(names.split(' ').map((name) => [name, name]));

/** Groups 3 and 4 of the guide, products and categories, and the files that products show. */
export const catalogFamilies: readonly Family[] = [
  {
    group: 'categories', schema: 'catalog', entity: 'category', source: 'catalog_category_entity', target: 'categories', key: ['entity_id'],
    refers: { parent_id: 'catalog.categories' },
    attributes: {
      type: 'catalog_category',
      stores: 'category_store_values',
      columns: same('name is_active include_in_menu is_anchor url_key url_path description image meta_title meta_keywords meta_description'
        + ' display_mode landing_page available_sort_by default_sort_by'),
    },
  },
  {
    group: 'media', schema: 'catalog', entity: 'media', source: 'catalog_product_entity_media_gallery', target: 'media', key: ['value_id'],
    renamed: { file: 'value' },
    parts: [{ source: 'catalog_product_entity_media_gallery_value_video', target: 'media_videos', parent: 'value_id' }],
  },
  {
    group: 'products', schema: 'catalog', entity: 'product', source: 'catalog_product_entity', target: 'products', key: ['entity_id'],
    attributes: {
      type: 'catalog_product',
      stores: 'product_store_values',
      columns: {
        ...same('name url_key url_path image small_image thumbnail description short_description meta_title meta_description'
          + ' status visibility tax_class_id price special_price special_from_date special_to_date cost msrp weight'),
        meta_keywords: 'meta_keyword',
      },
      words: {
        status: { 1: 'enabled', 2: 'disabled' },
        visibility: { 1: 'not_visible', 2: 'catalog', 3: 'search', 4: 'catalog_and_search' },
      },
    },
    parts: productParts,
  },
];
