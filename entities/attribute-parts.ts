import type { ChildTable } from './grammar/definition';
import { bigint, flag, int, quantity, text } from './grammar/codecs';
import { column, columns, optional, optionals, reference } from './grammar/words';

const byAttribute = { column: 'attribute_id' } as const;
const byOption = { column: 'option_id', via: { table: 'eav_attribute_option', key: 'option_id', column: 'attribute_id' } } as const;

/** How the catalog and the customer forms treat an attribute: at most one row each. */
const settings: readonly ChildTable[] = [
  {
    source: 'catalog_eav_attribute',
    target: 'attribute_catalog_settings',
    parent: byAttribute,
    key: { columns: [] },
    fields: {
      // 0 store view, 1 global, 2 website.
      is_global: column('is_global', int),
      ...columns(flag, 'is_visible is_searchable is_comparable is_visible_on_front is_html_allowed_on_front is_used_for_price_rules'),
      ...columns(flag, 'is_filterable_in_search used_in_product_listing used_for_sort_by is_visible_in_advanced_search'),
      ...columns(flag, 'is_wysiwyg_enabled is_used_for_promo_rules is_required_in_admin_store'),
      ...columns(flag, 'is_used_in_grid is_visible_in_grid is_filterable_in_grid'),
      ...columns(int, 'is_filterable position'),
      ...columns(text, 'frontend_input_renderer apply_to'),
      search_weight: column('search_weight', quantity),
      is_pagebuilder_enabled: optional('is_pagebuilder_enabled', flag),
      ...optionals(text, 'additional_data'),
    },
  },
  {
    source: 'customer_eav_attribute',
    target: 'attribute_customer_settings',
    parent: byAttribute,
    key: { columns: [] },
    fields: {
      ...columns(flag, 'is_visible is_system is_used_in_grid is_visible_in_grid is_filterable_in_grid is_searchable_in_grid'),
      ...columns(int, 'multiline_count'),
      ...columns(bigint, 'sort_order'),
      ...columns(text, 'input_filter validate_rules data_model'),
      ...optionals(int, 'grid_filter_condition_type'),
    },
  },
  {
    source: 'customer_eav_attribute_website',
    target: 'attribute_customer_websites',
    parent: byAttribute,
    key: { columns: ['website_id'] },
    optional: true,
    fields: {
      website_id: column('website_id', int),
      ...columns(flag, 'is_visible is_required'),
      default_value: column('default_value', text),
      multiline_count: column('multiline_count', int),
    },
  },
  {
    source: 'customer_form_attribute',
    target: 'attribute_customer_forms',
    parent: byAttribute,
    key: { columns: ['form_code'] },
    fields: { form_code: column('form_code', text) },
  },
];

/** The choices of a select attribute. Labels are no key: a shop may have two options of one label, or none. */
const options: readonly ChildTable[] = [
  {
    source: 'eav_attribute_option',
    target: 'attribute_options',
    parent: byAttribute,
    key: { id: 'option_id', entity: 'attribute-option' },
    fields: { sort_order: column('sort_order', int) },
  },
  {
    source: 'eav_attribute_option_value',
    target: 'attribute_option_labels',
    parent: byOption,
    key: { id: 'value_id', entity: 'attribute-option-label' },
    fields: { option_id: reference('option_id', 'attribute-option'), store_id: column('store_id', int), value: column('value', text) },
  },
  {
    source: 'eav_attribute_option_swatch',
    target: 'attribute_option_swatches',
    parent: byOption,
    key: { id: 'swatch_id', entity: 'attribute-option-swatch' },
    optional: true,
    fields: {
      option_id: reference('option_id', 'attribute-option'),
      ...columns(int, 'store_id type'),
      value: column('value', text),
    },
  },
  {
    source: 'eav_attribute_label',
    target: 'attribute_labels',
    parent: byAttribute,
    key: { id: 'attribute_label_id', entity: 'attribute-label' },
    fields: { store_id: column('store_id', int), value: column('value', text) },
  },
];

/** What belongs to an attribute besides its own row. */
export const attributeParts: readonly ChildTable[] = [...settings, ...options];
