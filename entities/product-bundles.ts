import type { ChildTable, Hop } from './grammar/definition';
import { bigint, flag, int, money, quantity, text } from './grammar/codecs';
import { column, reference } from './grammar/words';

const option: Hop = { table: 'catalog_product_bundle_option', key: 'option_id', column: 'parent_id' };

const selection: Hop = { table: 'catalog_product_bundle_selection', key: 'selection_id', column: 'option_id', via: option };

/** What a bundle is made of. Rows find their product through their option, which is where Magento has indexes. */
export const productBundles: readonly ChildTable[] = [
  {
    source: 'catalog_product_bundle_option',
    target: 'product_bundle_options',
    parent: { column: 'parent_id' },
    key: { id: 'option_id', entity: 'product-bundle-option' },
    optional: true,
    fields: { required: column('required', flag), position: column('position', bigint), type: column('type', text) },
  },
  {
    source: 'catalog_product_bundle_option_value',
    target: 'product_bundle_option_titles',
    parent: { column: 'option_id', via: option },
    key: { id: 'value_id', entity: 'product-bundle-option-title' },
    optional: true,
    fields: {
      option_id: reference('option_id', 'product-bundle-option'),
      store_id: column('store_id', int),
      title: column('title', text),
      parent_product_id: column('parent_product_id', bigint),
    },
  },
  {
    source: 'catalog_product_bundle_selection',
    target: 'product_bundle_selections',
    parent: { column: 'option_id', via: option },
    key: { id: 'selection_id', entity: 'product-bundle-selection' },
    optional: true,
    fields: {
      option_id: reference('option_id', 'product-bundle-option'),
      parent_product_id: column('parent_product_id', bigint),
      selected_product_id: reference('product_id', 'product'),
      position: column('position', bigint),
      is_default: column('is_default', flag),
      selection_price_type: column('selection_price_type', int),
      selection_price_value: column('selection_price_value', money),
      selection_qty: column('selection_qty', quantity),
      selection_can_change_qty: column('selection_can_change_qty', flag),
    },
    indexes: [['magento_selected_product_id']],
  },
  {
    source: 'catalog_product_bundle_selection_price',
    target: 'product_bundle_selection_prices',
    parent: { column: 'selection_id', via: selection },
    key: { columns: ['selection_id', 'parent_product_id', 'website_id'] },
    optional: true,
    fields: {
      selection_id: reference('selection_id', 'product-bundle-selection'),
      parent_product_id: column('parent_product_id', bigint),
      website_id: column('website_id', int),
      selection_price_type: column('selection_price_type', int),
      selection_price_value: column('selection_price_value', money),
    },
    indexes: [['website_id']],
  },
];
