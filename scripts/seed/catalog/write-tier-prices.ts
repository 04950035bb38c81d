import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import { hasStock, type ProductPlan } from './product-at';

/** Cheaper by quantity: for everybody, for one group, or by percentage on one website. */
export function writeTierPrices({ put, nextId }: SeedContext, product: ProductPlan, random: Random): void {
  if (!hasStock(product.type) || !random.chance(0.15)) return;
  const tier = (allGroups: 0 | 1, groupId: number, qty: number, price: { value: number; percent: number | null }, websiteId: number): void => {
    put('catalog_product_entity_tier_price', {
      value_id: nextId('catalog_product_entity_tier_price'), entity_id: product.id, all_groups: allGroups, customer_group_id: groupId, qty,
      value: price.value, website_id: websiteId, percentage_value: price.percent,
    });
  };
  tier(1, 0, 5, { value: Math.floor(product.cents * 0.95) / 100, percent: null }, 0);
  tier(0, 2, 10, { value: Math.floor(product.cents * 0.85) / 100, percent: null }, 0);
  if (random.chance(0.3)) tier(0, 0, 2.5, { value: 0, percent: 7.25 }, 2);
}
