import { createRandom } from '../random';
import type { Website } from '../shop/stores';

/** Ids below this one were products that the shop has deleted. */
export const FIRST_PRODUCT_ID = 11;
export const BLOCK = 10;

export type ProductType = 'simple' | 'configurable' | 'bundle' | 'virtual' | 'downloadable' | 'grouped';

export interface ProductPlan {
  readonly n: number;
  readonly id: number;
  readonly type: ProductType;
  readonly sku: string;
  readonly name: string;
  /** Without tax, of website 1. 0 for grouped products and for bundles, whose selections have prices. */
  readonly cents: number;
  readonly grams: number;
  /** The configurable product it is a variant of. */
  readonly parentId: number | null;
  /** Index into the options of size and colour, for variants. */
  readonly variant: { readonly size: number; readonly color: number } | null;
  readonly websites: readonly number[];
}

const ADJECTIVES: readonly string[] = ['Sturdy', 'Plain', 'Quiet', 'Folding', 'Round', 'Woven', 'Tall', 'Nimble', 'Spare', 'Gilded'];
const NOUNS: readonly string[] = ['Stool', 'Lamp', 'Jacket', 'Kettle', 'Satchel', 'Shirt', 'Trowel', 'Ladder', 'Blanket', 'Clock'];
const COLOR_CODES: readonly string[] = ['black', 'blue', 'green', 'red', 'white'];
const SIZE_CODES: readonly string[] = ['XS', 'S', 'M', 'L', 'XL'];
const ALL_WEBSITES: readonly number[] = [1, 2, 3];

/**
 * The n-th product, from 1, without having made the others. Products come in blocks of ten: a configurable one with
 * four variants, a bundle and a grouped one over the block's two simple ones, and one virtual or downloadable.
 * What is left over at the end is simple.
 */
export function productAt(seed: number, n: number, count: number): ProductPlan {
  const block = Math.floor((n - 1) / BLOCK);
  const position = (n - 1) % BLOCK;
  const whole = (block + 1) * BLOCK <= count;
  const type = whole ? typeAt(block, position) : 'simple';
  const id = n + FIRST_PRODUCT_ID - 1;
  const isVariant = whole && position >= 1 && position <= 4;
  const model = createRandom(seed, 'product', isVariant ? n - position : n);
  const name = `${model.pick(ADJECTIVES)} ${model.pick(NOUNS)}`;
  const cents = model.between(499, 29_999);
  const shared = { n, id, type, grams: isPhysical(type) ? model.between(50, 9_000) : 0, websites: block % 7 === 6 ? [1] : ALL_WEBSITES };
  if (!isVariant) {
    return { ...shared, sku: `BN-${id}`, name: `${name} ${id}`, cents: type === 'grouped' || type === 'bundle' ? 0 : cents, parentId: null, variant: null };
  }
  const variant = { size: (block + ((position - 1) >> 1)) % SIZE_CODES.length, color: (block + ((position - 1) & 1)) % COLOR_CODES.length };
  const parentId = id - position;
  const suffix = `${SIZE_CODES[variant.size]}-${COLOR_CODES[variant.color]}`;
  return { ...shared, sku: `BN-${parentId}-${suffix}`, name: `${name} ${parentId}-${suffix}`, cents, parentId, variant };
}

/** Cents in the currency of the website: some websites have a price of their own. */
export function priceOn(website: Website, product: ProductPlan): number {
  return hasOwnPrice(website, product) ? Math.round(product.cents * 0.93) : product.cents;
}

/** Whether the product carries a price value for the stores of this website. */
export function hasOwnPrice(website: Website, product: ProductPlan): boolean {
  const family = product.parentId ?? product.id;
  return website.id !== 1 && product.cents > 0 && family % (website.id + 1) === 0;
}

export function isPhysical(type: ProductType): boolean {
  return type !== 'virtual' && type !== 'downloadable';
}

/** Whether it is sold as itself, out of stock of its own. */
export function hasStock(type: ProductType): boolean {
  return type === 'simple' || type === 'virtual' || type === 'downloadable';
}

function typeAt(block: number, position: number): ProductType {
  switch (position) {
    case 0: return 'configurable';
    case 5: return 'bundle';
    case 8: return block % 2 === 0 ? 'virtual' : 'downloadable';
    case 9: return 'grouped';
    default: return 'simple';
  }
}
