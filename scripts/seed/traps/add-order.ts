import type { SqlValue } from '../sql-literal';
import type { TrapShop } from './trap-shop';

type Columns = Readonly<Record<string, SqlValue>>;

export interface TrapOrder {
  readonly order: number;
  readonly item: number;
  readonly payment: number;
}

interface OrderColumns {
  readonly order?: Columns;
  readonly item?: Columns;
}

/** A guest's order of one thing for 10.00; `columns` replace those of its rows. Its number is no number. */
export async function addOrder(shop: TrapShop, label: string, { order: columns = {}, item: itemColumns = {} }: OrderColumns = {}): Promise<TrapOrder> {
  const order = await shop.insert('sales_order', {
    increment_id: `TRAP-${label}`, state: 'new', status: 'pending', store_id: 1, is_virtual: 1, customer_id: null, customer_group_id: 0, customer_is_guest: 1,
    customer_email: `trap.${label}@example.com`, customer_firstname: 'Trap', customer_lastname: label, base_currency_code: 'USD', order_currency_code: 'USD',
    store_currency_code: 'USD', global_currency_code: 'USD', base_to_global_rate: 1, base_to_order_rate: 1, base_subtotal: 10, subtotal: 10,
    base_discount_amount: 0, discount_amount: 0, base_tax_amount: 0, tax_amount: 0, base_shipping_amount: 0, shipping_amount: 0, base_grand_total: 10,
    grand_total: 10, base_total_due: 10, total_due: 10, total_qty_ordered: 1, total_item_count: 1, store_name: 'Main Website\nMain Website Store\nDefault Store View',
    created_at: '2020-02-29 12:00:00', updated_at: '2020-02-29 12:00:00', ...columns,
  });
  const item = await addItem(shop, order, { sku: `TRAP-${label}`, ...itemColumns });
  const payment = await shop.insert('sales_order_payment', {
    parent_id: order, method: 'checkmo', base_amount_ordered: 10, amount_ordered: 10, additional_information: '{"method_title":"Check"}',
  });
  return { order, item, payment };
}

/** One more row of an order; resolves to its id. */
export function addItem(shop: TrapShop, order: number, columns: Columns = {}): Promise<number> {
  return shop.insert('sales_order_item', {
    order_id: order, parent_item_id: null, store_id: 1, created_at: '2020-02-29 12:00:00', updated_at: '2020-02-29 12:00:00', product_id: 11,
    product_type: 'simple', product_options: '{"info_buyRequest":{"qty":1}}', sku: 'TRAP', name: 'Trap', qty_ordered: 1, price: 10, base_price: 10, row_total: 10,
    base_row_total: 10, is_virtual: 1, ...columns,
  });
}
