import type { ChildTable } from './grammar/definition';
import type { Codec } from './grammar/codec';
import { flag, int, money, text } from './grammar/codecs';
import { column, reference } from './grammar/words';

/** Values of a link's own attributes: positions of related products, quantities of grouped ones. */
const linkValues = (type: string, codec: Codec): ChildTable => ({
  source: `catalog_product_link_attribute_${type}`,
  target: `product_link_${type}_values`,
  parent: { column: 'link_id', via: { table: 'catalog_product_link', key: 'link_id', column: 'product_id' } },
  key: { id: 'value_id', entity: `product-link-${type}-value` },
  fields: {
    link_id: reference('link_id', 'product-link'),
    product_link_attribute_id: column('product_link_attribute_id', int),
    value: column('value', codec),
  },
});

/** How a product refers to others: links by type, variants of a configurable product, parents and children. */
export const productLinks: readonly ChildTable[] = [
  {
    source: 'catalog_product_link',
    target: 'product_links',
    parent: { column: 'product_id' },
    key: { id: 'link_id', entity: 'product-link' },
    fields: { linked_product_id: reference('linked_product_id', 'product'), link_type_id: column('link_type_id', int) },
    indexes: [['magento_linked_product_id']],
  },
  linkValues('int', int),
  linkValues('decimal', money),
  linkValues('varchar', text),
  {
    source: 'catalog_product_super_attribute',
    target: 'product_super_attributes',
    parent: { column: 'product_id' },
    key: { id: 'product_super_attribute_id', entity: 'product-super-attribute' },
    fields: { attribute_id: reference('attribute_id', 'attribute'), position: column('position', int) },
    indexes: [['magento_attribute_id']],
  },
  {
    source: 'catalog_product_super_attribute_label',
    target: 'product_super_attribute_labels',
    parent: {
      column: 'product_super_attribute_id',
      via: { table: 'catalog_product_super_attribute', key: 'product_super_attribute_id', column: 'product_id' },
    },
    key: { id: 'value_id', entity: 'product-super-attribute-label' },
    fields: {
      super_attribute_id: reference('product_super_attribute_id', 'product-super-attribute'),
      store_id: column('store_id', int),
      use_default: column('use_default', flag),
      value: column('value', text),
    },
    indexes: [['store_id']],
  },
  {
    source: 'catalog_product_super_link',
    target: 'product_variants',
    parent: { column: 'parent_id' },
    key: { id: 'link_id', entity: 'product-variant' },
    fields: { variant_id: reference('product_id', 'product') },
    indexes: [['magento_variant_id']],
  },
  {
    source: 'catalog_product_relation',
    target: 'product_relations',
    parent: { column: 'parent_id' },
    key: { columns: ['child_id'] },
    fields: { child_id: reference('child_id', 'product') },
    indexes: [['magento_child_id']],
  },
];
