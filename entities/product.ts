import type { AttributeField, EntityDefinition } from './grammar/definition';
import { flag, int, localTimestamp, money, oneOf, quantity, text, timestamp } from './grammar/codecs';
import { attribute, column } from './grammar/words';
import { productBundles } from './product-bundles';
import { productDownloads } from './product-downloads';
import { productLinks } from './product-links';
import { productOptions } from './product-options';
import { productPlaces } from './product-places';

/** Attributes that services read by name. At store 0 they are columns of the product, elsewhere of the store's row. */
const named: Readonly<Record<string, AttributeField>> = {
  name: attribute('name', text),
  url_key: attribute('url_key', text),
  url_path: attribute('url_path', text),
  image: attribute('image', text),
  small_image: attribute('small_image', text),
  thumbnail: attribute('thumbnail', text),
  description: attribute('description', text),
  short_description: attribute('short_description', text),
  meta_title: attribute('meta_title', text),
  meta_keywords: attribute('meta_keyword', text),
  meta_description: attribute('meta_description', text),
  status: attribute('status', oneOf({ 1: 'enabled', 2: 'disabled' })),
  visibility: attribute('visibility', oneOf({ 1: 'not_visible', 2: 'catalog', 3: 'search', 4: 'catalog_and_search' })),
  tax_class_id: attribute('tax_class_id', int),
  price: attribute('price', money),
  special_price: attribute('special_price', money),
  // Local dates of the shop, without a zone.
  special_from_date: attribute('special_from_date', localTimestamp),
  special_to_date: attribute('special_to_date', localTimestamp),
  cost: attribute('cost', money),
  msrp: attribute('msrp', money),
  weight: attribute('weight', quantity),
};

/** A product with everything that is edited together with it. Custom attributes are in `attributes`, by code. */
export const product: EntityDefinition = {
  name: 'product',
  group: 'products',
  service: 'catalog',
  target: 'products',
  root: 'catalog_product_entity',
  key: 'entity_id',
  eav: 'catalog_product',
  fields: {
    attribute_set_id: column('attribute_set_id', int),
    type_id: column('type_id', text),
    sku: column('sku', text),
    has_options: column('has_options', flag),
    required_options: column('required_options', flag),
    created_at: column('created_at', timestamp),
    updated_at: column('updated_at', timestamp),
    ...named,
  },
  stores: { target: 'product_store_values', fields: named },
  children: [...productPlaces, ...productLinks, ...productBundles, ...productOptions, ...productDownloads],
  unique: [['sku']],
  indexes: [['url_key']],
  conflict: { '*': 'source-wins' },
};
