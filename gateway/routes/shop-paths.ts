import type { Domain } from '../../contracts/routing';

/** Words where a public read has a placeholder, that mean something of their own to Magento: they stay with it. */
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
