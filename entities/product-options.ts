import type { ChildTable, ParentPath } from './grammar/definition';
import type { Fields } from './grammar/definition';
import { bigint, flag, int, money, text } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

const option = { table: 'catalog_product_option', key: 'option_id', column: 'product_id' };
const byOption: ParentPath = { column: 'option_id', via: option };
const byValue: ParentPath = {
  column: 'option_type_id',
  via: { table: 'catalog_product_option_type_value', key: 'option_type_id', column: 'option_id', via: option },
};

const perStore = (fields: Fields): Fields => ({ ...fields, store_id: column('store_id', int) });
const price = columns(money, 'price');

/** Custom options a shopper fills in: an engraving, a size, with their values, titles and prices per store. */
export const productOptions: readonly ChildTable[] = [
  {
    source: 'catalog_product_option',
    target: 'product_options',
    parent: { column: 'product_id' },
    key: { id: 'option_id', entity: 'product-option' },
    optional: true,
    fields: {
      ...columns(text, 'type sku file_extension'),
      is_require: column('is_require', flag),
      ...columns(bigint, 'max_characters sort_order'),
      ...columns(int, 'image_size_x image_size_y'),
    },
  },
  {
    source: 'catalog_product_option_title',
    target: 'product_option_titles',
    parent: byOption,
    key: { id: 'option_title_id', entity: 'product-option-title' },
    optional: true,
    fields: perStore({ option_id: reference('option_id', 'product-option'), title: column('title', text) }),
  },
  {
    source: 'catalog_product_option_price',
    target: 'product_option_prices',
    parent: byOption,
    key: { id: 'option_price_id', entity: 'product-option-price' },
    optional: true,
    fields: perStore({ option_id: reference('option_id', 'product-option'), ...price, price_type: column('price_type', text) }),
  },
  {
    source: 'catalog_product_option_type_value',
    target: 'product_option_values',
    parent: byOption,
    key: { id: 'option_type_id', entity: 'product-option-value' },
    optional: true,
    fields: {
      option_id: reference('option_id', 'product-option'),
      sku: column('sku', text),
      sort_order: column('sort_order', bigint),
    },
  },
  {
    source: 'catalog_product_option_type_title',
    target: 'product_option_value_titles',
    parent: byValue,
    key: { id: 'option_type_title_id', entity: 'product-option-value-title' },
    optional: true,
    fields: perStore({ option_value_id: reference('option_type_id', 'product-option-value'), title: column('title', text) }),
  },
  {
    source: 'catalog_product_option_type_price',
    target: 'product_option_value_prices',
    parent: byValue,
    key: { id: 'option_type_price_id', entity: 'product-option-value-price' },
    optional: true,
    fields: perStore({
      option_value_id: reference('option_type_id', 'product-option-value'),
      ...price,
      price_type: column('price_type', text),
    }),
  },
];
