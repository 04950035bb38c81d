import type { Domain } from './routing';

/**
 * The public contract: every read that a service can answer instead of Magento, by the domain it belongs to, as
 * `name: path` below the version of the REST API. `:key` stands for one segment.
 */
export const publicReads = {
  customer: {
    customer: 'customers/:key',
    'customer-search': 'customers/search',
    wishlist: 'wishlists/:key',
  },
  catalog: {
    product: 'products/:key',
    'product-search': 'products',
    category: 'categories/:key',
    'category-search': 'categories/list',
  },
  order: {
    order: 'orders/:key',
    'order-search': 'orders',
  },
  warehouse: {
    'stock-item': 'stockItems/:key',
    'source-items': 'inventory/source-items',
  },
  promotion: {
    coupon: 'coupons/:key',
    'coupon-search': 'coupons/search',
    'sales-rule': 'salesRules/:key',
    'sales-rule-search': 'salesRules/search',
  },
  payment: {
    transaction: 'transactions/:key',
    'transaction-search': 'transactions',
    'credit-memo': 'creditmemo/:key',
    'credit-memo-search': 'creditmemos',
  },
  loyalty: { reward: 'rewards/:key' },
  review: {
    review: 'reviews/:key',
    'review-search': 'reviews',
  },
} as const satisfies Readonly<Record<Domain, Readonly<Record<string, string>>>>;

type Reads = typeof publicReads;
/** `product`, `order-search`, … */
export type ReadName = { [D in Domain]: keyof Reads[D] & string }[Domain];
