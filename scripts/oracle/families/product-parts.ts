import type { Part } from '../family';

const link = { join: 'JOIN {catalog_product_link} l ON l.link_id = t.link_id', root: 'l.product_id' };
const linkValues = (type: string): Part => ({
  source: `catalog_product_link_attribute_${type}`, target: `product_link_${type}_values`, id: 'value_id', parent: 'link_id', through: link,
  refers: { link_id: 'catalog.product_links' },
});
const superAttribute = { join: 'JOIN {catalog_product_super_attribute} s ON s.product_super_attribute_id = t.product_super_attribute_id', root: 's.product_id' };
const bundleOption = { join: 'JOIN {catalog_product_bundle_option} o ON o.option_id = t.option_id', root: 'o.parent_id' };
const toBundleOption = { option_id: 'catalog.product_bundle_options' };
const option = { join: 'JOIN {catalog_product_option} o ON o.option_id = t.option_id', root: 'o.product_id' };
const toOption = { option_id: 'catalog.product_options' };
const optionValue = {
  join: 'JOIN {catalog_product_option_type_value} v ON v.option_type_id = t.option_type_id JOIN {catalog_product_option} o ON o.option_id = v.option_id',
  root: 'o.product_id',
};
const ofValue = { renamed: { option_value_id: 'option_type_id' }, refers: { option_value_id: 'catalog.product_option_values' } };
const download = { join: 'JOIN {downloadable_link} d ON d.link_id = t.link_id', root: 'd.product_id' };
const ofDownload = { renamed: { download_id: 'link_id' }, refers: { download_id: 'catalog.product_downloads' } };
const sample = { join: 'JOIN {downloadable_sample} d ON d.sample_id = t.sample_id', root: 'd.product_id' };

/** What is edited together with a product. */
export const productParts: readonly Part[] = [
  { source: 'catalog_product_website', target: 'product_websites', parent: 'product_id' },
  { source: 'catalog_category_product', target: 'product_categories', parent: 'product_id' },
  { source: 'catalog_product_entity_media_gallery_value_to_entity', target: 'product_media', parent: 'entity_id', renamed: { media_id: 'value_id' } },
  { source: 'catalog_product_entity_media_gallery_value', target: 'product_media_values', id: 'record_id', parent: 'entity_id', renamed: { media_id: 'value_id' } },
  { source: 'catalog_product_entity_tier_price', target: 'product_tier_prices', id: 'value_id', parent: 'entity_id' },
  { source: 'catalog_product_link', target: 'product_links', id: 'link_id', parent: 'product_id', refers: { linked_product_id: 'catalog.products' } },
  linkValues('int'),
  linkValues('decimal'),
  linkValues('varchar'),
  { source: 'catalog_product_super_attribute', target: 'product_super_attributes', id: 'product_super_attribute_id', parent: 'product_id' },
  {
    source: 'catalog_product_super_attribute_label', target: 'product_super_attribute_labels', id: 'value_id', parent: 'product_super_attribute_id',
    through: superAttribute, renamed: { super_attribute_id: 'product_super_attribute_id' }, refers: { super_attribute_id: 'catalog.product_super_attributes' },
  },
  {
    source: 'catalog_product_super_link', target: 'product_variants', id: 'link_id', parent: 'parent_id',
    renamed: { variant_id: 'product_id' }, refers: { variant_id: 'catalog.products' },
  },
  { source: 'catalog_product_relation', target: 'product_relations', parent: 'parent_id', refers: { child_id: 'catalog.products' } },
  { source: 'catalog_product_bundle_option', target: 'product_bundle_options', id: 'option_id', parent: 'parent_id' },
  { source: 'catalog_product_bundle_option_value', target: 'product_bundle_option_titles', id: 'value_id', parent: 'option_id', through: bundleOption, refers: toBundleOption },
  {
    source: 'catalog_product_bundle_selection', target: 'product_bundle_selections', id: 'selection_id', parent: 'option_id', through: bundleOption,
    renamed: { selected_product_id: 'product_id' }, refers: { ...toBundleOption, selected_product_id: 'catalog.products' },
  },
  {
    source: 'catalog_product_bundle_selection_price', target: 'product_bundle_selection_prices', parent: 'parent_product_id',
    refers: { selection_id: 'catalog.product_bundle_selections' },
  },
  { source: 'catalog_product_option', target: 'product_options', id: 'option_id', parent: 'product_id' },
  { source: 'catalog_product_option_title', target: 'product_option_titles', id: 'option_title_id', parent: 'option_id', through: option, refers: toOption },
  { source: 'catalog_product_option_price', target: 'product_option_prices', id: 'option_price_id', parent: 'option_id', through: option, refers: toOption },
  { source: 'catalog_product_option_type_value', target: 'product_option_values', id: 'option_type_id', parent: 'option_id', through: option, refers: toOption },
  { source: 'catalog_product_option_type_title', target: 'product_option_value_titles', id: 'option_type_title_id', parent: 'option_type_id', through: optionValue, ...ofValue },
  { source: 'catalog_product_option_type_price', target: 'product_option_value_prices', id: 'option_type_price_id', parent: 'option_type_id', through: optionValue, ...ofValue },
  { source: 'downloadable_link', target: 'product_downloads', id: 'link_id', parent: 'product_id' },
  { source: 'downloadable_link_title', target: 'product_download_titles', id: 'title_id', parent: 'link_id', through: download, ...ofDownload },
  { source: 'downloadable_link_price', target: 'product_download_prices', id: 'price_id', parent: 'link_id', through: download, ...ofDownload },
  { source: 'downloadable_sample', target: 'product_samples', id: 'sample_id', parent: 'product_id' },
  { source: 'downloadable_sample_title', target: 'product_sample_titles', id: 'title_id', parent: 'sample_id', through: sample, refers: { sample_id: 'catalog.product_samples' } },
];
