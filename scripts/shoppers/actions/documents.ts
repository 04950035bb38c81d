import type { Scene } from '../action';
import type { RowValues, TextRow } from '../../../services/magento/shop/shop-connection';

/** Takes the next number of a document, in Magento's form: the store (but for store 1) and nine digits. */
export async function nextIncrementId(scene: Scene, document: 'order' | 'invoice' | 'shipment' | 'creditmemo', storeId: string): Promise<string> {
  const table = scene.shop.sequenceTable(document, storeId);
  const prefix = storeId === '1' ? '' : storeId;
  // A store without a sequence gets numbers that no other document of its kind has.
  const value = table === undefined ? `S${scene.random.word(10)}` : await scene.tx.insert(table, {});
  return `${prefix}${value.padStart(9, '0')}`;
}

/** Values of one row under new names: `{ grand_total: 'total_paid' }` also carries `base_grand_total`. */
export function carried(row: TextRow, names: Readonly<Record<string, string>>): RowValues {
  return Object.fromEntries(Object.entries(names).flatMap(([from, to]) => [[to, row[from] ?? null], [`base_${to}`, row[`base_${from}`] ?? null]]));
}

/** Values of one row under their own names. */
export function copied(row: TextRow, names: readonly string[]): RowValues {
  return Object.fromEntries(names.map((name) => [name, name === 'product_id' ? asSigned(row[name]) : row[name] ?? null]));
}

const LARGEST_INT = 2_147_483_647;

/** An order item counts its products unsigned, its documents signed: there the server cuts what is too large, silently. */
const asSigned = (id: string | null | undefined): string | null => (id === null || id === undefined ? null : String(Math.min(Number(id), LARGEST_INT)));

/** An order and its items, locked, in the order of their ids. */
export async function lockOrder(scene: Scene, orderId: string): Promise<{ readonly order: TextRow; readonly items: readonly TextRow[] }> {
  const order = await scene.tx.lock('sales_order', { entity_id: orderId });
  const items = await scene.tx.rows('SELECT * FROM {sales_order_item} WHERE order_id = ? ORDER BY item_id FOR UPDATE', [orderId]);
  return { order, items };
}

/** A line in the history of an order, and its new state. */
export async function moveOrder(scene: Scene, order: TextRow, to: { readonly state: string; readonly status: string; readonly by: string; readonly values: RowValues }): Promise<void> {
  const id = order.entity_id ?? '';
  await scene.tx.update('sales_order', { entity_id: id }, { state: to.state, status: to.status, updated_at: scene.now, ...to.values });
  await scene.tx.insert('sales_order_status_history', { parent_id: id, status: to.status, comment: null, is_customer_notified: 0, is_visible_on_front: 0, entity_name: to.by, created_at: scene.now });
}

/** Columns that an invoice and a credit memo take from their order as they are. */
export const DOCUMENT_COLUMNS = [
  'store_id', 'global_currency_code', 'base_currency_code', 'store_currency_code', 'order_currency_code', 'base_to_global_rate', 'base_to_order_rate',
  'billing_address_id', 'shipping_address_id', 'discount_amount', 'base_discount_amount', 'tax_amount', 'base_tax_amount', 'shipping_amount',
  'base_shipping_amount', 'subtotal', 'base_subtotal', 'grand_total', 'base_grand_total', 'subtotal_incl_tax', 'base_subtotal_incl_tax',
] as const;

/** Columns that an item of an invoice or a credit memo takes from the item of the order. */
export const DOCUMENT_ITEM_COLUMNS = [
  'product_id', 'sku', 'name', 'price', 'base_price', 'row_total', 'base_row_total', 'tax_amount', 'base_tax_amount', 'discount_amount',
  'base_discount_amount', 'price_incl_tax', 'base_price_incl_tax', 'row_total_incl_tax', 'base_row_total_incl_tax',
] as const;
