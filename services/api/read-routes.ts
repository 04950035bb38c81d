import { publicReads, type ReadName } from '../../contracts/public-reads';
import { domains, type Domain } from '../../contracts/routing';
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
  /** `catalog.product`, as the gateway calls it. */
  readonly name: string;
  readonly path: string;
  readonly resource: Resource;
  /** The field that the path's parameter names; without it the path lists and searches. */
  readonly by?: string;
}

/** What each public read answers, and by which field where its path names one of them. */
const answers: Readonly<Record<ReadName, Omit<ReadRoute, 'path' | 'name'>>> = {
  customer: { resource: customer, by: 'entity_id' },
  'customer-search': { resource: customer },
  wishlist: { resource: wishlist, by: 'customer_id' },
  product: { resource: product, by: 'sku' },
  'product-search': { resource: product },
  category: { resource: category, by: 'entity_id' },
  'category-search': { resource: category },
  order: { resource: order, by: 'entity_id' },
  'order-search': { resource: order },
  'stock-item': { resource: stockItem, by: 'sku' },
  'source-items': { resource: sourceItem },
  coupon: { resource: coupon, by: 'coupon_id' },
  'coupon-search': { resource: coupon },
  'sales-rule': { resource: salesRule, by: 'rule_id' },
  'sales-rule-search': { resource: salesRule },
  transaction: { resource: transaction, by: 'transaction_id' },
  'transaction-search': { resource: transaction },
  'credit-memo': { resource: creditMemo, by: 'entity_id' },
  'credit-memo-search': { resource: creditMemo },
  reward: { resource: reward, by: 'customer_id' },
  review: { resource: review, by: 'review_id' },
  'review-search': { resource: review },
};

/** The routes of one service's domain. */
export const readRoutesOf = (service: Domain): ReadRoute[] =>
  Object.entries(publicReads[service]).map(([name, path]) => ({ name: `${service}.${name}`, path: `/V1/${path}`, ...answers[name as ReadName] }));

/** Those of all domains: what the shop itself answers. */
export const allReadRoutes = (): ReadRoute[] => domains.flatMap(readRoutesOf);
