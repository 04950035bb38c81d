import type { Scene } from '../action';
import { decimalOf, moneyColumns, ZERO } from '../../../services/magento/shop/money';
import type { RowValues } from '../../../services/magento/shop/shop-connection';
import type { Cart, OrderLine } from './order-lines';

/** Who orders; a guest has no id. */
export interface Buyer {
  readonly id: string | undefined;
  readonly groupId: string;
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly address: RowValues;
}

/** A cart on its way to become the order with this number. */
export interface Checkout {
  readonly cart: Cart;
  readonly buyer: Buyer;
  readonly incrementId: string;
}

/** Ids of the cart that an order points back to. */
export interface WrittenCart {
  readonly quoteId: string;
  /** In the order of the lines; of a configurable line the parent, then the child. */
  readonly itemIds: readonly (readonly string[])[];
}

/** Writes the cart that became the order: it stays, inactive. */
export async function writeCart(scene: Scene, checkout: Checkout): Promise<WrittenCart> {
  const { tx, now } = scene;
  const { cart, buyer } = checkout;
  if (!tx.has('quote')) return { quoteId: '0', itemIds: cart.lines.map((line) => (line.item.parent ? ['0', '0'] : ['0'])) };
  const quoteId = await tx.insert('quote', quoteRow(scene, checkout));
  const itemIds: string[][] = [];
  for (const line of cart.lines) itemIds.push(await writeItem(scene, quoteId, line));
  for (const type of ['billing', 'shipping']) {
    await tx.insert('quote_address', {
      quote_id: quoteId, created_at: now, updated_at: now, customer_id: buyer.id, address_type: type, email: buyer.email, ...buyer.address,
      ...(type === 'shipping' ? { shipping_method: 'flatrate_flatrate', ...moneyColumns({ subtotal: cart.subtotal, tax_amount: cart.tax, shipping_amount: cart.shipping, grand_total: cart.grandTotal }) } : {}),
    });
  }
  await tx.insert('quote_payment', { quote_id: quoteId, created_at: now, updated_at: now, method: 'checkmo' });
  return { quoteId, itemIds };
}

function quoteRow(scene: Scene, { cart, buyer, incrementId }: Checkout): RowValues {
  const { store } = cart;
  return {
    store_id: store.id, created_at: scene.now, updated_at: scene.now, is_active: 0, is_virtual: 0, items_count: cart.lines.length, items_qty: cart.quantity,
    customer_id: buyer.id, customer_email: buyer.email, customer_firstname: buyer.firstname, customer_lastname: buyer.lastname, customer_group_id: buyer.groupId,
    customer_is_guest: buyer.id === undefined ? 1 : 0, reserved_order_id: incrementId, coupon_code: cart.coupon?.code, applied_rule_ids: cart.coupon?.ruleId,
    base_currency_code: store.baseCurrency, store_currency_code: store.baseCurrency, quote_currency_code: store.orderCurrency, global_currency_code: store.globalCurrency,
    base_to_quote_rate: store.baseToOrderRate, base_to_global_rate: store.baseToGlobalRate,
    ...moneyColumns({ subtotal: cart.subtotal, grand_total: cart.grandTotal }),
  };
}

async function writeItem(scene: Scene, quoteId: string, line: OrderLine): Promise<string[]> {
  const { tx, now } = scene;
  const { item } = line;
  const common = { quote_id: quoteId, created_at: now, updated_at: now, sku: item.sku, name: item.name, weight: 1 };
  const paid = { qty: line.quantity, ...moneyColumns({ price: line.price, row_total: line.row, tax_amount: line.tax, discount_amount: line.discount }) };
  const top = await tx.insert('quote_item', { ...common, ...paid, product_id: item.parent?.id ?? item.id, product_type: item.parent ? 'configurable' : 'simple' });
  await tx.insert('quote_item_option', { item_id: top, product_id: item.parent?.id ?? item.id, code: 'info_buyRequest', value: JSON.stringify({ product: item.parent?.id ?? item.id, qty: line.quantity }) });
  if (!item.parent) return [top];
  const child = await tx.insert('quote_item', { ...common, product_id: item.id, product_type: 'simple', parent_item_id: top, qty: 1, price: decimalOf(0), base_price: decimalOf(0), ...moneyColumns({ row_total: ZERO }) });
  return [top, child];
}
