import { dateTime, DAY, HOUR } from '../moments';
import type { Row } from '../row-writer';
import { CART_ITEM_SHIFT, type OrderIds } from './order-ids';
import { money, type Line, type OrderPlan } from './order-plan';
import { refundedLines } from './refund-of';

/** The row of sales_order_item for one line of an order, in parts. */
export function itemRow(plan: OrderPlan, index: number, ids: OrderIds): readonly Row[] {
  const line = plan.lines[index] as Line;
  const refunded = refundedLines(plan).some(([at]) => at === index);
  return [identityRow({ plan, line, id: ids.items[index] as number, ids }), quantityRow(plan, line, refunded), priceRow(plan, line), doneRow(plan, line, refunded)];
}

function identityRow({ plan, line, id, ids }: { plan: OrderPlan; line: Line; id: number; ids: OrderIds }): Row {
  return {
    item_id: id, order_id: ids.order, parent_item_id: line.parent === null ? null : (ids.items[line.parent] as number), quote_item_id: id + CART_ITEM_SHIFT,
    store_id: plan.store.id, created_at: dateTime(plan.createdAt), updated_at: dateTime(plan.createdAt + (plan.fulfilment.shipped ? 2 * DAY : HOUR)),
    product_id: line.productId, product_type: line.productType, product_options: line.options, weight: line.grams / 1000,
    row_weight: (line.grams * line.qty) / 1000, is_virtual: line.virtual ? 1 : 0, sku: line.sku, name: line.name,
    applied_rule_ids: plan.ruleIds.length === 0 ? null : plan.ruleIds.join(','), is_qty_decimal: 0, no_discount: 0, free_shipping: 0,
  };
}

function quantityRow({ fulfilment }: OrderPlan, line: Line, refunded: boolean): Row {
  const { invoiced, shipped, state } = fulfilment;
  return {
    qty_ordered: line.qty, qty_invoiced: invoiced ? line.qty : 0, qty_shipped: shipped && !line.virtual ? line.qty : 0,
    qty_canceled: state === 'canceled' ? line.qty : 0, qty_refunded: refunded ? line.qty : 0,
  };
}

function priceRow({ website, discountPercent }: OrderPlan, { base, paid, parent, qty }: Line): Row {
  const child = parent !== null;
  const withTax = (amounts: Line['base']): number => money(amounts.price + Math.round(amounts.tax / qty));
  return {
    price: money(paid.price), base_price: money(base.price), original_price: money(paid.price), base_original_price: child ? null : money(base.price),
    tax_percent: child ? 0 : website.taxPercent, tax_amount: money(paid.tax), base_tax_amount: money(base.tax),
    discount_percent: child ? 0 : discountPercent, discount_amount: money(paid.discount), base_discount_amount: money(base.discount),
    row_total: money(paid.row), base_row_total: money(base.row), price_incl_tax: child ? null : withTax(paid), base_price_incl_tax: child ? null : withTax(base),
    row_total_incl_tax: child ? null : money(paid.row + paid.tax), base_row_total_incl_tax: child ? null : money(base.row + base.tax),
    discount_tax_compensation_amount: child ? null : 0, base_discount_tax_compensation_amount: child ? null : 0,
  };
}

function doneRow({ fulfilment: { invoiced } }: OrderPlan, { base, paid }: Line, refunded: boolean): Row {
  const cents = (happened: boolean, amount: number): number => (happened ? money(amount) : 0);
  return {
    tax_invoiced: cents(invoiced, paid.tax), base_tax_invoiced: cents(invoiced, base.tax), discount_invoiced: cents(invoiced, paid.discount),
    base_discount_invoiced: cents(invoiced, base.discount), row_invoiced: cents(invoiced, paid.row), base_row_invoiced: cents(invoiced, base.row),
    amount_refunded: cents(refunded, paid.row), base_amount_refunded: cents(refunded, base.row), tax_refunded: refunded ? money(paid.tax) : null,
    base_tax_refunded: refunded ? money(base.tax) : null, discount_refunded: refunded ? money(paid.discount) : null,
    base_discount_refunded: refunded ? money(base.discount) : null,
  };
}
