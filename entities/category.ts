import type { AttributeField, EntityDefinition } from './grammar/definition';
import { flag, int, text, timestamp } from './grammar/codecs';
import { attribute, column, columns, reference } from './grammar/words';

const named: Readonly<Record<string, AttributeField>> = {
  name: attribute('name', text),
  is_active: attribute('is_active', flag),
  include_in_menu: attribute('include_in_menu', flag),
  is_anchor: attribute('is_anchor', flag),
  url_key: attribute('url_key', text),
  url_path: attribute('url_path', text),
  description: attribute('description', text),
  image: attribute('image', text),
  meta_title: attribute('meta_title', text),
  meta_keywords: attribute('meta_keywords', text),
  meta_description: attribute('meta_description', text),
  display_mode: attribute('display_mode', text),
  landing_page: attribute('landing_page', int),
  available_sort_by: attribute('available_sort_by', text),
  default_sort_by: attribute('default_sort_by', text),
};

/**
 * A node of a store's category tree. `path` names the ancestors by Magento id; `children_count` is Magento's own count,
 * which is not always right. Which products it shows is part of the product.
 */
export const category: EntityDefinition = {
  name: 'category',
  group: 'categories',
  service: 'catalog',
  target: 'categories',
  root: 'catalog_category_entity',
  key: 'entity_id',
  eav: 'catalog_category',
  fields: {
    parent_id: reference('parent_id', 'category'),
    path: column('path', text),
    ...columns(int, 'attribute_set_id position level children_count'),
    ...columns(timestamp, 'created_at updated_at'),
    ...named,
  },
  stores: { target: 'category_store_values', fields: named },
  indexes: [['parent_id'], ['magento_parent_id'], ['path']],
  conflict: { '*': 'source-wins' },
};
