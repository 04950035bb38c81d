import type { Scene } from '../action';
import type { Coupon, Sellable } from '../known';
import { amountOf, sumOf, times, ZERO, type Amount } from '../../../services/magento/shop/money';
import type { StoreView } from '../../../services/magento/shop/shop';
import { CannotAct } from '../shop-transaction';

/** One line of a cart; its money is counted as Magento counts it, per line. */
export interface OrderLine {
  readonly item: Sellable;
  readonly quantity: number;
  readonly price: Amount;
  readonly row: Amount;
  /** A positive number, unlike the one on the order. */
  readonly discount: Amount;
  readonly tax: Amount;
}

/** A cart ready to be ordered. */
export interface Cart {
  readonly store: StoreView;
  readonly lines: readonly OrderLine[];
  readonly taxPercent: number;
  readonly coupon: Coupon | undefined;
  readonly subtotal: Amount;
  readonly discount: Amount;
  readonly tax: Amount;
  readonly shipping: Amount;
  readonly grandTotal: Amount;
  readonly quantity: number;
}

const TAX_PERCENT = 8.25;

/** Fills a cart with one to four products that are still there. */
export async function fillCart(scene: Scene, store: StoreView, coupon: Coupon | undefined): Promise<Cart> {
  const { random, known } = scene;
  const taxPercent = scene.tx.has('sales_order_tax') && random.chance(0.4) ? TAX_PERCENT : 0;
  const chosen = new Map<string, Sellable>();
  for (let wanted = random.between(1, 4); wanted > 0; wanted -= 1) {
    const item = known.shared.sellables.pick(random);
    if (item) chosen.set(item.id, item);
  }
  await failUnlessThere(scene, [...chosen.keys()]);
  const lines = [...chosen.values()].map((item): OrderLine => {
    const quantity = random.between(1, 3);
    const price = amountOf(item.cents, store);
    const row = times(price, quantity);
    const discount = coupon ? times(row, coupon.percent / 100) : ZERO;
    const tax = times(sumOf(row, times(discount, -1)), taxPercent / 100);
    return { item, quantity, price, row, discount, tax };
  });
  const shipping = amountOf(500 * lines.length, store);
  const [subtotal, discount, tax] = [sumOf(...lines.map((line) => line.row)), sumOf(...lines.map((line) => line.discount)), sumOf(...lines.map((line) => line.tax))];
  return {
    store, lines, taxPercent, coupon, subtotal, discount, tax, shipping,
    grandTotal: sumOf(subtotal, times(discount, -1), tax, shipping),
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
  };
}

async function failUnlessThere(scene: Scene, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) throw new CannotAct('nothing is for sale');
  const rows = await scene.tx.rows('SELECT DISTINCT entity_id FROM {catalog_product_entity} WHERE entity_id IN (?)', [ids]);
  if (rows.length < ids.length) throw new CannotAct('a product of the cart was deleted');
}
