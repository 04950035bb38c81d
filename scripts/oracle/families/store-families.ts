import type { Family } from '../family';

const option = { join: 'JOIN {eav_attribute_option} o ON o.option_id = t.option_id', root: 'o.attribute_id' };
const toOption = { option_id: 'store.attribute_options' };

/** Websites, stores, regions, tax classes, attributes with their options, attribute sets. */
export const storeFamilies: readonly Family[] = [
  { group: 'stores', schema: 'store', entity: 'website', source: 'store_website', target: 'websites', key: ['website_id'], refers: { default_group_id: 'store.store_groups' } },
  {
    group: 'stores', schema: 'store', entity: 'store-group', source: 'store_group', target: 'store_groups', key: ['group_id'],
    refers: { root_category_id: 'catalog.categories', default_store_id: 'store.stores' },
  },
  { group: 'stores', schema: 'store', entity: 'store-view', source: 'store', target: 'stores', key: ['store_id'], refers: { group_id: 'store.store_groups' } },
  {
    group: 'regions', schema: 'store', entity: 'region', source: 'directory_country_region', target: 'regions', key: ['region_id'],
    renamed: { country: 'country_id' },
    parts: [{ source: 'directory_country_region_name', target: 'region_names', parent: 'region_id' }],
  },
  {
    group: 'tax classes', schema: 'store', entity: 'tax-class', source: 'tax_class', target: 'tax_classes', key: ['class_id'],
    renamed: { name: 'class_name', type: 'class_type' },
  },
  {
    group: 'attributes', schema: 'store', entity: 'attribute', source: 'eav_attribute', target: 'attributes', key: ['attribute_id'],
    renamed: { code: 'attribute_code', label: 'frontend_label' },
    parts: [
      { source: 'catalog_eav_attribute', target: 'attribute_catalog_settings', parent: 'attribute_id' },
      { source: 'customer_eav_attribute', target: 'attribute_customer_settings', parent: 'attribute_id' },
      { source: 'customer_eav_attribute_website', target: 'attribute_customer_websites', parent: 'attribute_id' },
      { source: 'customer_form_attribute', target: 'attribute_customer_forms', parent: 'attribute_id' },
      { source: 'eav_attribute_option', target: 'attribute_options', id: 'option_id', parent: 'attribute_id' },
      { source: 'eav_attribute_option_value', target: 'attribute_option_labels', id: 'value_id', parent: 'option_id', through: option, refers: toOption },
      { source: 'eav_attribute_option_swatch', target: 'attribute_option_swatches', id: 'swatch_id', parent: 'option_id', through: option, refers: toOption },
      { source: 'eav_attribute_label', target: 'attribute_labels', id: 'attribute_label_id', parent: 'attribute_id' },
    ],
  },
  {
    group: 'attributes', schema: 'store', entity: 'attribute-set', source: 'eav_attribute_set', target: 'attribute_sets', key: ['attribute_set_id'],
    renamed: { name: 'attribute_set_name' },
    parts: [
      {
        source: 'eav_attribute_group', target: 'attribute_groups', id: 'attribute_group_id', parent: 'attribute_set_id',
        renamed: { name: 'attribute_group_name', code: 'attribute_group_code' },
      },
      {
        source: 'eav_entity_attribute', target: 'attribute_set_members', id: 'entity_attribute_id', parent: 'attribute_set_id',
        refers: { attribute_group_id: 'store.attribute_groups' },
      },
    ],
  },
];
