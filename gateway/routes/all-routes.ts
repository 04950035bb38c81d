import type { Domain } from '../../contracts/routing';

/** A read that a service can answer, as `name: pattern` below the version of the REST API; `:x` stands for one segment. */
type Patterns = Readonly<Record<string, string>>;

/** Every read that may go to a service. What is not here stays with Magento, whatever the flags say. */
export const readRoutes: Readonly<Record<Domain, Patterns>> = {
  customer: {
    customer: 'customers/:id',
    'customer-search': 'customers/search',
    wishlist: 'wishlists/:id',
  },
  catalog: {
    product: 'products/:sku',
    'product-search': 'products',
    category: 'categories/:id',
    'category-search': 'categories/list',
  },
  order: {
    order: 'orders/:id',
    'order-search': 'orders',
  },
  warehouse: {
    'stock-item': 'stockItems/:sku',
    'source-items': 'inventory/source-items',
  },
  promotion: {
    coupon: 'coupons/:id',
    'coupon-search': 'coupons/search',
    'sales-rule': 'salesRules/:id',
    'sales-rule-search': 'salesRules/search',
  },
  payment: {
    transaction: 'transactions/:id',
    'transaction-search': 'transactions',
    'credit-memo': 'creditmemo/:id',
    'credit-memo-search': 'creditmemos',
  },
  loyalty: { reward: 'rewards/:id' },
  review: {
    review: 'reviews/:id',
    'review-search': 'reviews',
  },
};

/** Words where a pattern above has a placeholder, that mean something of their own to Magento: they stay with it. */
export const shopOnly: readonly string[] = [
  'customers/me', 'customers/addresses', 'customers/isEmailAvailable', 'customers/password', 'customers/confirm', 'customerGroups/default', 'customerGroups/search',
  'carts/mine', 'carts/mine/items', 'carts/licence', 'products/attributes', 'products/types', 'products/tier-prices', 'products/cost', 'products/special-price',
  'products/base-prices', 'products/options', 'products/media', 'categories/attributes', 'stockItems/lowStock', 'coupons/generate', 'coupons/deleteByIds',
  'coupons/deleteByCodes',
];

/** First segments of all paths of a domain, reads and writes, so that writes and unmapped reads are counted where they belong. */
export const ownedSegments: Readonly<Record<Domain, readonly string[]>> = {
  customer: ['customers', 'customerGroups', 'wishlists', 'addresses'],
  catalog: ['products', 'categories', 'products-render-info', 'attributeMetadata'],
  order: ['orders', 'order', 'carts', 'guest-carts', 'invoices', 'shipment', 'shipments'],
  warehouse: ['stockItems', 'stockStatuses', 'inventory'],
  promotion: ['coupons', 'salesRules'],
  payment: ['transactions', 'creditmemo', 'creditmemos', 'refund'],
  loyalty: ['rewards', 'reward'],
  review: ['reviews'],
};
