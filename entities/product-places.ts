import type { ChildTable } from './grammar/definition';
import { bigint, flag, int, money, quantity, text } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

const byProduct = { column: 'entity_id' } as const;

/** Where a product is shown and what it costs there: websites, categories, pictures, tier prices. */
export const productPlaces: readonly ChildTable[] = [
  {
    source: 'catalog_product_website',
    target: 'product_websites',
    parent: { column: 'product_id' },
    key: { columns: ['website_id'] },
    fields: { website_id: column('website_id', int) },
    indexes: [['website_id']],
  },
  {
    source: 'catalog_category_product',
    target: 'product_categories',
    parent: { column: 'product_id' },
    key: { columns: ['category_id'] },
    fields: {
      category_id: reference('category_id', 'category'),
      entity_id: column('entity_id', bigint),
      position: column('position', int),
    },
    indexes: [['magento_category_id'], ['category_id', 'position']],
  },
  {
    source: 'catalog_product_entity_media_gallery_value_to_entity',
    target: 'product_media',
    parent: byProduct,
    key: { columns: ['media_id'] },
    fields: { media_id: reference('value_id', 'media') },
    indexes: [['magento_media_id']],
  },
  {
    source: 'catalog_product_entity_media_gallery_value',
    target: 'product_media_values',
    parent: byProduct,
    key: { id: 'record_id', entity: 'product-media-value' },
    fields: {
      media_id: reference('value_id', 'media'),
      store_id: column('store_id', int),
      label: column('label', text),
      position: column('position', bigint),
      disabled: column('disabled', flag),
    },
    indexes: [['magento_media_id'], ['store_id']],
  },
  {
    source: 'catalog_product_entity_tier_price',
    target: 'product_tier_prices',
    parent: byProduct,
    key: { id: 'value_id', entity: 'product-tier-price' },
    fields: {
      all_groups: column('all_groups', flag),
      ...columns(bigint, 'customer_group_id'),
      qty: column('qty', quantity),
      value: column('value', money),
      website_id: column('website_id', int),
      percentage_value: column('percentage_value', quantity),
    },
    indexes: [['customer_group_id'], ['website_id']],
  },
];
