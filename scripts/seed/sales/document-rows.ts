import type { Row } from '../row-writer';
import { GLOBAL_CURRENCY, currencyRate } from '../shop/stores';
import type { OrderIds } from './order-ids';
import { money, type Line, type OrderPlan, type Totals } from './order-plan';

/** What a document is made from. */
export interface DocumentOf {
  readonly plan: OrderPlan;
  readonly ids: OrderIds;
  readonly increment: string;
}

/** The money columns that invoices and credit memos share. */
export function documentMoneyRow({ website, store, rate }: OrderPlan, base: Totals, paid: Totals): Row {
  return {
    base_grand_total: money(base.grand), grand_total: money(paid.grand), base_subtotal: money(base.subtotal), subtotal: money(paid.subtotal),
    base_tax_amount: money(base.tax), tax_amount: money(paid.tax), base_discount_amount: money(-base.discount), discount_amount: money(-paid.discount),
    base_shipping_amount: money(base.shipping), shipping_amount: money(paid.shipping), base_shipping_tax_amount: 0, shipping_tax_amount: 0,
    base_subtotal_incl_tax: money(base.subtotal + base.tax), subtotal_incl_tax: money(paid.subtotal + paid.tax),
    base_shipping_incl_tax: money(base.shipping), shipping_incl_tax: money(paid.shipping),
    base_currency_code: website.currency, order_currency_code: store.currency, store_currency_code: website.currency, global_currency_code: GLOBAL_CURRENCY,
    base_to_global_rate: currencyRate(website.currency, GLOBAL_CURRENCY), base_to_order_rate: rate, store_to_base_rate: 0, store_to_order_rate: 0,
  };
}

/** A line of an invoice or a credit memo. */
export function documentItemRow(line: Line, { id, parentId, itemId }: { id: number; parentId: number; itemId: number }): Row {
  const { base, paid, qty } = line;
  const child = line.parent !== null;
  return {
    entity_id: id, parent_id: parentId, base_price: money(base.price), price: money(paid.price), qty, base_row_total: child ? null : money(base.row),
    row_total: child ? null : money(paid.row), base_tax_amount: child ? null : money(base.tax), tax_amount: child ? null : money(paid.tax),
    base_discount_amount: child ? null : money(base.discount), discount_amount: child ? null : money(paid.discount),
    base_row_total_incl_tax: child ? null : money(base.row + base.tax), row_total_incl_tax: child ? null : money(paid.row + paid.tax),
    product_id: line.productId, order_item_id: itemId, sku: line.sku, name: line.name, weee_tax_applied: child ? null : '[]',
  };
}

/** The addresses of the order that a document repeats. */
export function documentAddresses(ids: OrderIds): Row {
  return { billing_address_id: ids.billingAddress, shipping_address_id: ids.shippingAddress };
}
