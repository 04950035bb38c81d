import { dateTime, HOUR } from '../moments';
import type { Row } from '../row-writer';
import type { SeedContext } from '../seed-context';
import type { OrderIds } from './order-ids';
import { money, type OrderPlan } from './order-plan';
import { refundOf } from './refund-of';

/** The payment of an order, and the transactions of the one method that has some. */
export function writePayment(context: SeedContext, plan: OrderPlan, ids: OrderIds): void {
  context.put('sales_order_payment', moneyRow(plan), methodRow(plan, ids));
  if (plan.method === 'example_gateway') writeTransactions(context, plan, ids);
}

function methodRow({ method, n }: OrderPlan, ids: OrderIds): Row {
  const card = method === 'example_gateway';
  return {
    entity_id: ids.payment, parent_id: ids.order, method, quote_payment_id: n, po_number: method === 'purchaseorder' ? `PO-${n}` : null,
    additional_information: JSON.stringify(card ? { method_title: 'Example gateway', card: { brand: 'TEST' } } : { method_title: method }),
    cc_type: card ? 'TEST' : null, cc_last_4: card ? '0000' : null, cc_exp_month: card ? '12' : null, cc_exp_year: card ? '2030' : null,
    last_trans_id: card ? `example-${n}-authorization` : null, cc_trans_id: card ? `example-${n}` : null,
  };
}

function moneyRow(plan: OrderPlan): Row {
  const { base, paid, fulfilment } = plan;
  const captured = fulfilment.invoiced;
  const refunded = fulfilment.refund !== 'none';
  return {
    base_amount_ordered: money(base.grand), amount_ordered: money(paid.grand), base_shipping_amount: money(base.shipping), shipping_amount: money(paid.shipping),
    base_amount_paid: captured ? money(base.grand) : null, amount_paid: captured ? money(paid.grand) : null,
    base_shipping_captured: captured ? money(base.shipping) : null, shipping_captured: captured ? money(paid.shipping) : null,
    base_amount_refunded: refunded ? money(refundOf(plan, 'base').grand) : null, amount_refunded: refunded ? money(refundOf(plan, 'paid').grand) : null,
    base_amount_authorized: plan.method === 'example_gateway' ? money(base.grand) : null, amount_authorized: plan.method === 'example_gateway' ? money(paid.grand) : null,
  };
}

function writeTransactions({ put, nextId }: SeedContext, { n, createdAt, fulfilment }: OrderPlan, ids: OrderIds): void {
  const transaction = (kind: 'authorization' | 'capture', parent: number | null, at: number): number => {
    const id = nextId('sales_payment_transaction');
    put('sales_payment_transaction', {
      transaction_id: id, parent_id: parent, order_id: ids.order, payment_id: ids.payment, txn_id: `example-${n}-${kind}`,
      parent_txn_id: parent === null ? null : `example-${n}-authorization`, txn_type: kind, is_closed: fulfilment.invoiced ? 1 : 0,
      additional_information: n % 4 === 0 ? 'null' : JSON.stringify({ raw_details_info: { reference: `example-${n}`, approved: true } }), created_at: dateTime(at),
    });
    return id;
  };
  const authorization = transaction('authorization', null, createdAt);
  if (fulfilment.invoiced) transaction('capture', authorization, createdAt + HOUR);
}
