import type { Row } from '../row-writer';
import type { SqlValue } from '../sql-literal';
import { money, type OrderPlan, type Totals } from './order-plan';
import { refundOf } from './refund-of';

/** The money columns of sales_order, in parts. What has not happened yet is NULL, not 0. */
export function orderMoneyRow(plan: OrderPlan): readonly Row[] {
  const { refund } = plan.fulfilment;
  const refunded = refund === 'none' ? null : { base: refundOf(plan, 'base'), paid: refundOf(plan, 'paid') };
  return [agreedRow(plan), progressRow(plan), refundRow(refunded?.base ?? null, refunded?.paid ?? null)];
}

function progressRow({ base, paid, fulfilment }: OrderPlan): Row {
  const { invoiced } = fulfilment;
  const canceled = fulfilment.state === 'canceled';
  const when = (happened: boolean, cents: number): SqlValue => (happened ? money(cents) : null);
  return {
    base_subtotal_invoiced: when(invoiced, base.subtotal), subtotal_invoiced: when(invoiced, paid.subtotal),
    base_discount_invoiced: when(invoiced, -base.discount), discount_invoiced: when(invoiced, -paid.discount),
    base_tax_invoiced: when(invoiced, base.tax), tax_invoiced: when(invoiced, paid.tax),
    base_shipping_invoiced: when(invoiced, base.shipping), shipping_invoiced: when(invoiced, paid.shipping),
    base_total_invoiced: when(invoiced, base.grand), total_invoiced: when(invoiced, paid.grand), base_total_invoiced_cost: when(invoiced, 0),
    base_total_paid: when(invoiced, base.grand), total_paid: when(invoiced, paid.grand),
    base_total_due: money(invoiced ? 0 : base.grand), total_due: money(invoiced ? 0 : paid.grand),
    base_subtotal_canceled: when(canceled, base.subtotal), subtotal_canceled: when(canceled, paid.subtotal),
    base_discount_canceled: when(canceled, base.discount), discount_canceled: when(canceled, paid.discount),
    base_tax_canceled: when(canceled, base.tax), tax_canceled: when(canceled, paid.tax),
    base_shipping_canceled: when(canceled, base.shipping), shipping_canceled: when(canceled, paid.shipping),
    base_total_canceled: when(canceled, base.grand), total_canceled: when(canceled, paid.grand),
  };
}

function agreedRow({ base, paid, n }: OrderPlan): Row {
  return {
    base_subtotal: money(base.subtotal), subtotal: money(paid.subtotal), base_discount_amount: money(-base.discount), discount_amount: money(-paid.discount),
    base_tax_amount: money(base.tax), tax_amount: money(paid.tax), base_shipping_amount: money(base.shipping), shipping_amount: money(paid.shipping),
    base_grand_total: money(base.grand), grand_total: money(paid.grand), base_shipping_tax_amount: 0, shipping_tax_amount: 0,
    base_shipping_incl_tax: money(base.shipping), shipping_incl_tax: money(paid.shipping),
    base_subtotal_incl_tax: money(base.subtotal + base.tax), subtotal_incl_tax: money(paid.subtotal + paid.tax),
    base_shipping_discount_amount: 0, shipping_discount_amount: 0, discount_tax_compensation_amount: 0, base_discount_tax_compensation_amount: 0,
    shipping_discount_tax_compensation_amount: 0, base_shipping_discount_tax_compensation_amnt: 0,
    discount_tax_compensation_invoiced: n % 2 === 0 ? 0 : null, base_discount_tax_compensation_invoiced: n % 2 === 0 ? 0 : null,
  };
}

function refundRow(base: Totals | null, paid: Totals | null): Row {
  const of = (totals: Totals | null, cents: (totals: Totals) => number): SqlValue => (totals === null ? null : money(cents(totals)));
  return {
    base_subtotal_refunded: of(base, (t) => t.subtotal), subtotal_refunded: of(paid, (t) => t.subtotal),
    base_discount_refunded: of(base, (t) => t.discount), discount_refunded: of(paid, (t) => t.discount),
    base_tax_refunded: of(base, (t) => t.tax), tax_refunded: of(paid, (t) => t.tax),
    base_shipping_refunded: of(base, (t) => t.shipping), shipping_refunded: of(paid, (t) => t.shipping),
    base_total_refunded: of(base, (t) => t.grand), total_refunded: of(paid, (t) => t.grand),
    base_total_offline_refunded: of(base, (t) => t.grand), total_offline_refunded: of(paid, (t) => t.grand),
    base_adjustment_negative: of(base, () => 0), adjustment_negative: of(paid, () => 0),
    base_adjustment_positive: of(base, () => 0), adjustment_positive: of(paid, () => 0),
  };
}
