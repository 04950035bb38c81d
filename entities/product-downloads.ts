import type { ChildTable, ParentPath } from './grammar/definition';
import { bigint, int, money, text } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

const byLink: ParentPath = { column: 'link_id', via: { table: 'downloadable_link', key: 'link_id', column: 'product_id' } };
const bySample: ParentPath = { column: 'sample_id', via: { table: 'downloadable_sample', key: 'sample_id', column: 'product_id' } };

/** Files that come with a downloadable product, and samples of them. Shops without the module have no such tables. */
export const productDownloads: readonly ChildTable[] = [
  {
    source: 'downloadable_link',
    target: 'product_downloads',
    parent: { column: 'product_id' },
    key: { id: 'link_id', entity: 'product-download' },
    optional: true,
    fields: {
      sort_order: column('sort_order', bigint),
      // 0 no, 1 yes, 2 as configured.
      ...columns(int, 'number_of_downloads is_shareable'),
      ...columns(text, 'link_url link_file link_type sample_url sample_file sample_type'),
    },
  },
  {
    source: 'downloadable_link_title',
    target: 'product_download_titles',
    parent: byLink,
    key: { id: 'title_id', entity: 'product-download-title' },
    optional: true,
    fields: {
      download_id: reference('link_id', 'product-download'),
      store_id: column('store_id', int),
      title: column('title', text),
    },
  },
  {
    source: 'downloadable_link_price',
    target: 'product_download_prices',
    parent: byLink,
    key: { id: 'price_id', entity: 'product-download-price' },
    optional: true,
    fields: {
      download_id: reference('link_id', 'product-download'),
      website_id: column('website_id', int),
      price: column('price', money),
    },
  },
  {
    source: 'downloadable_sample',
    target: 'product_samples',
    parent: { column: 'product_id' },
    key: { id: 'sample_id', entity: 'product-sample' },
    optional: true,
    fields: { ...columns(text, 'sample_url sample_file sample_type'), sort_order: column('sort_order', bigint) },
  },
  {
    source: 'downloadable_sample_title',
    target: 'product_sample_titles',
    parent: bySample,
    key: { id: 'title_id', entity: 'product-sample-title' },
    optional: true,
    fields: {
      sample_id: reference('sample_id', 'product-sample'),
      store_id: column('store_id', int),
      title: column('title', text),
    },
  },
];
