import { numberOf, same, type Plan } from '../postgres/plan';

const status = { enabled: '1', disabled: '2' };
const visibility = { not_visible: '1', catalog: '2', search: '3', catalog_and_search: '4' };

/** The value in force at the store: its own, be it NULL, else that of store 0. */
const inForce = (column: string): string => `CASE WHEN s.attributes ? '${column}' THEN s.${column} ELSE COALESCE(s.${column}, t.${column}) END`;

const product: Plan = {
  entity: 'product',
  id: 'entity_id',
  from: 'catalog.products t',
  words: { status, visibility },
  attributes: {
    ...same(`name url_key url_path image small_image thumbnail description short_description meta_title meta_description status visibility tax_class_id
      price special_price special_from_date special_to_date cost msrp weight`),
    meta_keyword: 'meta_keywords',
  },
  stores: { table: 'catalog.product_store_values', parent: 'product_id' },
  search: {
    ...Object.fromEntries(['name', 'url_key', 'price', 'special_price', 'weight'].map((column) => [column, inForce(column)])),
    status: numberOf(inForce('status'), status),
    visibility: numberOf(inForce('visibility'), visibility),
  },
  parts: {
    websites: { select: 'p.website_id', from: 'catalog.product_websites p', parent: 'p.product_id', order: 'p.website_id' },
    categories: { select: 'p.magento_category_id, p.position', from: 'catalog.product_categories p', parent: 'p.product_id', order: 'p.magento_category_id' },
    tierPrices: { select: 'p.*', from: 'catalog.product_tier_prices p', parent: 'p.product_id', order: 'p.id' },
    variants: { select: 'p.magento_variant_id AS magento_product_id', from: 'catalog.product_variants p', parent: 'p.product_id', order: 'p.id' },
    superAttributes: { select: 'p.*', from: 'catalog.product_super_attributes p', parent: 'p.product_id', order: 'p.id', id: 'product_super_attribute_id' },
    links: {
      select: 'p.link_type_id, o.sku AS linked_product_sku, o.type_id AS linked_product_type, v.value AS position',
      from: `catalog.product_links p JOIN catalog.products o ON o.id = p.linked_product_id
        LEFT JOIN catalog.product_link_int_values v ON v.product_id = p.product_id AND v.link_id = p.id`,
      parent: 'p.product_id', order: 'p.id, v.id',
    },
    media: {
      select: 'p.magento_media_id AS value_id, g.media_type, g.file, v.label, v.position, v.disabled',
      from: `catalog.product_media p JOIN catalog.media g ON g.id = p.media_id LEFT JOIN LATERAL (
          SELECT * FROM catalog.product_media_values o WHERE o.product_id = p.product_id AND o.media_id = p.media_id AND o.store_id IN (0, :store)
          ORDER BY o.store_id DESC, o.id LIMIT 1) v ON true`,
      parent: 'p.product_id', order: 'p.magento_media_id',
    },
  },
};

const category: Plan = {
  entity: 'category',
  id: 'entity_id',
  from: 'catalog.categories t',
  attributes: same(`name is_active include_in_menu is_anchor url_key url_path description image meta_title meta_keywords meta_description display_mode
    landing_page available_sort_by default_sort_by`),
  stores: { table: 'catalog.category_store_values', parent: 'category_id' },
  search: { parent_id: 't.magento_parent_id', name: inForce('name'), url_key: inForce('url_key') },
  parts: { children: { select: 'p.id', from: 'catalog.categories p', parent: 'p.parent_id', order: 'p.position, p.id', id: 'entity_id' } },
};

/** Where the catalog service keeps what the contract shows. */
export const catalogPlans: Readonly<Record<string, Plan>> = { product, category };
