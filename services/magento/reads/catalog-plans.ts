import type { Plan } from './plan';

/** The value row of a picture that counts at a store: its own, else that of store 0. */
const picture = (column: string): string => `(SELECT v.${column} FROM {catalog_product_entity_media_gallery_value} v
  WHERE v.value_id = p.value_id AND v.entity_id = p.entity_id AND v.store_id IN (0, :store) ORDER BY v.store_id DESC, v.record_id LIMIT 1) AS ${column}`;

const product: Plan = {
  from: '{catalog_product_entity} t',
  select: 't.*',
  id: 'entity_id',
  eav: 'catalog_product',
  attributes: ['name', 'url_key', 'price', 'special_price', 'weight', 'status', 'visibility'],
  parts: {
    websites: { select: 'p.website_id', from: '{catalog_product_website} p', parent: 'p.product_id', order: 'p.website_id' },
    categories: { select: 'p.category_id, p.position', from: '{catalog_category_product} p', parent: 'p.product_id', order: 'p.category_id' },
    tierPrices: { select: 'p.*', from: '{catalog_product_entity_tier_price} p', parent: 'p.entity_id', order: 'p.value_id' },
    variants: { select: 'p.product_id', from: '{catalog_product_super_link} p', parent: 'p.parent_id', order: 'p.link_id' },
    superAttributes: { select: 'p.*', from: '{catalog_product_super_attribute} p', parent: 'p.product_id', order: 'p.product_super_attribute_id' },
    links: {
      select: 'p.link_type_id, o.sku AS linked_product_sku, o.type_id AS linked_product_type, v.value AS position',
      from: `{catalog_product_link} p JOIN {catalog_product_entity} o ON o.entity_id = p.linked_product_id
        LEFT JOIN {catalog_product_link_attribute_int} v ON v.link_id = p.link_id`,
      parent: 'p.product_id', order: 'p.link_id, v.value_id',
    },
    media: {
      select: `p.value_id, g.media_type, g.value AS file, ${['label', 'position', 'disabled'].map(picture).join(', ')}`,
      from: '{catalog_product_entity_media_gallery_value_to_entity} p JOIN {catalog_product_entity_media_gallery} g ON g.value_id = p.value_id',
      parent: 'p.entity_id', order: 'p.value_id',
    },
  },
};

const category: Plan = {
  from: '{catalog_category_entity} t',
  select: 't.*',
  id: 'entity_id',
  eav: 'catalog_category',
  attributes: ['name', 'url_key'],
  parts: { children: { select: 'p.entity_id', from: '{catalog_category_entity} p', parent: 'p.parent_id', order: 'p.position, p.entity_id' } },
};

/** Where Magento keeps its catalog. */
export const catalogPlans: Readonly<Record<string, Plan>> = { product, category };
