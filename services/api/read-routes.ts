import { category } from './resources/category';
import { review, reward, wishlist } from './resources/community';
import { customer } from './resources/customer';
import { order } from './resources/order';
import { creditMemo, transaction } from './resources/payment';
import { product } from './resources/product';
import { coupon, salesRule } from './resources/promotion';
import { sourceItem, stockItem } from './resources/stock';
import type { Resource } from './resource';

/** A path below `/rest` or `/rest/<store>`. */
export interface ReadRoute {
  readonly path: string;
  readonly resource: Resource;
  /** The field that the path's parameter names; without it the path lists and searches. */
  readonly by?: string;
}

export const services = ['catalog', 'customer', 'loyalty', 'order', 'payment', 'promotion', 'review', 'warehouse'] as const;
export type ServiceName = (typeof services)[number];

/** The public contract: what every side answers, by the service that answers it once it may. */
export const readRoutes: Readonly<Record<ServiceName, readonly ReadRoute[]>> = {
  catalog: [
    { path: '/V1/products/:key', resource: product, by: 'sku' },
    { path: '/V1/products', resource: product },
    { path: '/V1/categories/:key', resource: category, by: 'entity_id' },
    { path: '/V1/categories/list', resource: category },
  ],
  customer: [
    { path: '/V1/customers/:key', resource: customer, by: 'entity_id' },
    { path: '/V1/customers/search', resource: customer },
    { path: '/V1/wishlists/:key', resource: wishlist, by: 'customer_id' },
  ],
  order: [
    { path: '/V1/orders/:key', resource: order, by: 'entity_id' },
    { path: '/V1/orders', resource: order },
  ],
  warehouse: [
    { path: '/V1/stockItems/:key', resource: stockItem, by: 'sku' },
    { path: '/V1/inventory/source-items', resource: sourceItem },
  ],
  promotion: [
    { path: '/V1/coupons/:key', resource: coupon, by: 'coupon_id' },
    { path: '/V1/coupons/search', resource: coupon },
    { path: '/V1/salesRules/:key', resource: salesRule, by: 'rule_id' },
    { path: '/V1/salesRules/search', resource: salesRule },
  ],
  payment: [
    { path: '/V1/transactions/:key', resource: transaction, by: 'transaction_id' },
    { path: '/V1/transactions', resource: transaction },
    { path: '/V1/creditmemo/:key', resource: creditMemo, by: 'entity_id' },
    { path: '/V1/creditmemos', resource: creditMemo },
  ],
  loyalty: [{ path: '/V1/rewards/:key', resource: reward, by: 'customer_id' }],
  review: [
    { path: '/V1/reviews/:key', resource: review, by: 'review_id' },
    { path: '/V1/reviews', resource: review },
  ],
};
