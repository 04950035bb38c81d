import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import { FIRST_PRODUCT_ID, type ProductPlan } from './product-at';

const RELATED = 1;
const GROUPED = 3;
const UP_SELL = 4;
const CROSS_SELL = 5;
/** From a grouped product's id back to the simple products of its block. */
const GROUP_PARTS: readonly number[] = [-3, -2];

/** Ids of catalog_product_link_attribute. */
const POSITION: Readonly<Record<number, number>> = { [RELATED]: 1, [UP_SELL]: 2, [CROSS_SELL]: 3, [GROUPED]: 4 };
const GROUPED_QTY = 5;

/** The four kinds of links and what each can say about itself. */
export function writeLinkTypes({ put }: SeedContext): void {
  for (const [id, code] of [[RELATED, 'relation'], [GROUPED, 'super'], [UP_SELL, 'up_sell'], [CROSS_SELL, 'cross_sell']] as const) {
    put('catalog_product_link_type', { link_type_id: id, code });
  }
  for (const [type, id] of Object.entries(POSITION)) {
    put('catalog_product_link_attribute', { product_link_attribute_id: id, link_type_id: Number(type), product_link_attribute_code: 'position', data_type: 'int' });
  }
  put('catalog_product_link_attribute', { product_link_attribute_id: GROUPED_QTY, link_type_id: GROUPED, product_link_attribute_code: 'qty', data_type: 'decimal' });
}

/** Related, up-sell and cross-sell products, and the parts of a grouped one. */
export function writeProductLinks(context: SeedContext, product: ProductPlan, random: Random): void {
  if (product.type === 'grouped') {
    GROUP_PARTS.forEach((step, index) => {
      const linkId = link(context, { from: product.id, to: product.id + step, type: GROUPED, position: index + 1 });
      context.put('catalog_product_link_attribute_decimal', {
        value_id: context.nextId('catalog_product_link_attribute_decimal'), product_link_attribute_id: GROUPED_QTY, link_id: linkId, value: index + 1,
      });
      context.put('catalog_product_relation', { parent_id: product.id, child_id: product.id + step });
    });
  }
  if (product.parentId !== null) return;
  for (const type of [RELATED, UP_SELL, CROSS_SELL]) {
    const other = FIRST_PRODUCT_ID + random.int(context.options.products);
    if (random.chance(0.3) && other !== product.id) link(context, { from: product.id, to: other, type, position: 1 });
  }
}

interface Link {
  readonly from: number;
  readonly to: number;
  readonly type: number;
  readonly position: number;
}

function link({ put, nextId }: SeedContext, { from, to, type, position }: Link): number {
  const linkId = nextId('catalog_product_link');
  put('catalog_product_link', { link_id: linkId, product_id: from, linked_product_id: to, link_type_id: type });
  put('catalog_product_link_attribute_int', {
    value_id: nextId('catalog_product_link_attribute_int'), product_link_attribute_id: POSITION[type] as number, link_id: linkId, value: position,
  });
  return linkId;
}
