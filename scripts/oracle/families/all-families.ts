import type { Family } from '../family';
import { cartFamilies } from './cart-families';
import { catalogFamilies } from './catalog-families';
import { customerFamilies } from './customer-families';
import { orderFamilies } from './order-families';
import { promotionFamilies } from './promotion-families';
import { reviewFamilies } from './review-families';
import { stockFamilies } from './stock-families';
import { storeFamilies } from './store-families';

/** Every table that is carried. */
export const allFamilies: readonly Family[] = [
  ...storeFamilies, ...customerFamilies, ...catalogFamilies, ...orderFamilies, ...cartFamilies, ...stockFamilies, ...promotionFamilies, ...reviewFamilies,
];
