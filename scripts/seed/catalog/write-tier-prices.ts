import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import { hasStock, type ProductPlan } from './product-at';

/** Cheaper by quantity: for everybody, for one group, or by percentage on one website. */
export function writeTierPrices({ put, nextId }: SeedContext, product: ProductPlan, random: Random): void {
  if (!hasStock(product.type) || !random.chance(0.15)) return;
  const tier = (of: TierFor): void => {
    put('catalog_product_entity_tier_price', {
      value_id: nextId('catalog_product_entity_tier_price'), entity_id: product.id, all_groups: of.group === null ? 1 : 0,
      customer_group_id: of.group ?? 0, qty: of.qty, value: Math.floor(of.cents) / 100, website_id: of.website, percentage_value: of.percent,
    });
  };
  tier({ group: null, qty: 5, cents: product.cents * 0.95, percent: null, website: 0 });
  tier({ group: 2, qty: 10, cents: product.cents * 0.85, percent: null, website: 0 });
  if (random.chance(0.3)) tier({ group: 0, qty: 2.5, cents: 0, percent: 7.25, website: 2 });
}

interface TierFor {
  /** Null for all groups. */
  readonly group: number | null;
  readonly qty: number;
  /** 0 where a percentage says it. */
  readonly cents: number;
  readonly percent: number | null;
  /** 0 for all websites. */
  readonly website: number;
}
