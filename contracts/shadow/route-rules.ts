/** What is not compared on a route, and what is put in order before. Paths are those of differences: `items[].updated_at`. */
export interface RouteRules {
  /** Paths that may differ, for the reason given. */
  readonly ignore: Readonly<Record<string, string>>;
  /** Lists whose order means nothing, with the field that orders them. */
  readonly sortBy: Readonly<Record<string, string>>;
}

const attributes = { custom_attributes: 'attribute_code' } as const;
const listed = (rules: Readonly<Record<string, string>>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(rules).map(([path, field]) => [`items[].${path}`, field]));
const none: RouteRules = { ignore: {}, sortBy: {} };

const product: RouteRules = {
  ignore: {},
  sortBy: { ...attributes, 'extension_attributes.category_links': 'category_id', 'extension_attributes.website_ids': '', media_gallery_entries: 'id', tier_prices: 'qty', product_links: 'linked_product_sku' },
};
const search: RouteRules = { ignore: { 'search_criteria': 'each side repeats the question in its own words' }, sortBy: listed(attributes) };

/** Rules by name of route; every other route is compared as it is. */
const rules: Readonly<Record<string, RouteRules>> = {
  'catalog.product': product,
  'catalog.product-search': { ...search, sortBy: listed(product.sortBy) },
  'catalog.category': { ignore: {}, sortBy: attributes },
  'customer.customer': { ignore: {}, sortBy: { ...attributes, addresses: 'id' } },
  'customer.customer-search': { ...search, sortBy: listed({ ...attributes, addresses: 'id' }) },
  'order.order': { ignore: {}, sortBy: { items: 'item_id', status_histories: 'entity_id' } },
  'order.order-search': { ...search, sortBy: listed({ items: 'item_id', status_histories: 'entity_id' }) },
};

export const rulesOf = (route: string): RouteRules => rules[route] ?? (route.endsWith('-search') ? search : none);
