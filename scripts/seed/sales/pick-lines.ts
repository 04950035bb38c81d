import { isPhysical, priceOn, productAt, type ProductPlan } from '../catalog/product-at';
import type { Random } from '../random';
import type { SeedOptions } from '../seed-options';
import type { Website } from '../shop/stores';
import { NO_AMOUNTS, priceLine, type Pricing } from './amounts';
import type { Line } from './order-plan';

export interface Basket {
  readonly options: Pick<SeedOptions, 'seed' | 'products'>;
  readonly website: Website;
  readonly pricing: Pricing;
  readonly random: Random;
}

const VARIANTS = 4;
/** From a bundle or a grouped product to the simple products of its block. */
const BUNDLE_PARTS: readonly number[] = [1, 2];
const GROUP_PARTS: readonly number[] = [-3, -2];
/** Small pages are opened by whoever looks for anything at all, so the first products sell best. */
const FAVOURITES = 200;

/** One to three things a shopper orders, as the rows that Magento makes of them. */
export function pickLines(basket: Basket): readonly Line[] {
  const lines: Line[] = [];
  const wanted = basket.random.pick([1, 1, 1, 1, 1, 2, 2, 3]);
  for (let i = 0; i < wanted; i++) lines.push(...linesOf(pickProduct(basket), lines.length, basket));
  return lines;
}

function pickProduct({ options, website, random }: Basket): ProductPlan {
  for (;;) {
    const n = 1 + random.int(random.chance(0.2) ? Math.min(FAVOURITES, options.products) : options.products);
    const product = productAt(options.seed, n, options.products);
    const shown = product.parentId === null && product.websites.includes(website.id);
    if (shown) return product;
  }
}

function linesOf(product: ProductPlan, at: number, basket: Basket): readonly Line[] {
  const neighbour = (step: number): ProductPlan => productAt(basket.options.seed, product.n + step, basket.options.products);
  const qty = basket.random.pick([1, 1, 1, 2, 2, 3, 5]);
  switch (product.type) {
    case 'configurable': return configurableLines(product, neighbour(1 + basket.random.int(VARIANTS)), { at, qty, basket });
    case 'bundle': return bundleLines(product, BUNDLE_PARTS.map(neighbour), { at, qty, basket });
    case 'grouped': return GROUP_PARTS.map(neighbour).map((part) => ({ ...ownLine(part, qty, basket), productType: 'grouped' as const }));
    default: return [ownLine(product, qty, basket)];
  }
}

interface Place {
  readonly at: number;
  readonly qty: number;
  readonly basket: Basket;
}

function ownLine(product: ProductPlan, qty: number, { website, pricing }: Basket): Line {
  return {
    ...identity(product, qty), parent: null, options: JSON.stringify({ info_buyRequest: { qty, options: [] } }),
    ...priceLine(priceOn(website, product), qty, pricing),
  };
}

/** The parent row bears the variant's SKU and all the money; the variant's row bears neither. */
function configurableLines(parent: ProductPlan, variant: ProductPlan, { at, qty, basket }: Place): readonly Line[] {
  const buyRequest = { qty, super_attribute: {}, options: [] };
  const options = {
    info_buyRequest: buyRequest, attributes_info: [{ label: 'Size', value: variant.sku.split('-')[2] ?? '' }], simple_name: variant.name,
    simple_sku: variant.sku, product_calculations: 1, shipment_type: 0,
  };
  return [
    { ...identity(parent, qty), sku: variant.sku, grams: variant.grams, parent: null, options: JSON.stringify(options), ...priceLine(priceOn(basket.website, parent), qty, basket.pricing) },
    { ...identity(variant, qty), parent: at, options: JSON.stringify({ info_buyRequest: buyRequest }), ...NO_AMOUNTS },
  ];
}

function bundleLines(bundle: ProductPlan, parts: readonly ProductPlan[], { at, qty, basket }: Place): readonly Line[] {
  const cents = parts.reduce((sum, part) => sum + priceOn(basket.website, part), 0);
  const options = { info_buyRequest: { qty, bundle_option: {} }, product_calculations: 0, shipment_type: 0 };
  return [
    { ...identity(bundle, qty), grams: parts.reduce((sum, { grams }) => sum + grams, 0), parent: null, options: JSON.stringify(options), ...priceLine(cents, qty, basket.pricing) },
    ...parts.map((part): Line => ({ ...identity(part, qty), parent: at, options: JSON.stringify({ info_buyRequest: { qty } }), ...NO_AMOUNTS })),
  ];
}

function identity({ id, type, sku, name, grams }: ProductPlan, qty: number) {
  return { productId: id, productType: type, sku, name, qty, virtual: !isPhysical(type), grams };
}

