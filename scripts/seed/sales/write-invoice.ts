import { dateTime, HOUR } from '../moments';
import type { SeedContext } from '../seed-context';
import { documentAddresses, documentItemRow, documentMoneyRow, type DocumentOf } from './document-rows';
import { topLines } from './order-plan';

const PAID = 2;

/** The invoice over a whole order. */
export function writeInvoice({ put, nextId }: SeedContext, { plan, ids, increment }: DocumentOf): void {
  const id = nextId('sales_invoice');
  const at = dateTime(plan.createdAt + HOUR);
  put('sales_invoice', {
    entity_id: id, store_id: plan.store.id, order_id: ids.order, increment_id: increment, state: PAID, total_qty: topLines(plan).reduce((sum, { qty }) => sum + qty, 0), is_used_for_refund: null,
    email_sent: 1, send_email: 1, can_void_flag: 0, transaction_id: plan.method === 'example_gateway' ? `example-${plan.n}-capture` : null,
    created_at: at, updated_at: at, discount_description: plan.coupon,
  }, documentAddresses(ids), documentMoneyRow(plan, plan.base, plan.paid));
  plan.lines.forEach((line, index) => {
    put('sales_invoice_item', documentItemRow(line, { id: nextId('sales_invoice_item'), parentId: id, itemId: ids.items[index] as number }));
  });
  if (plan.n % 100 === 0) {
    put('sales_invoice_comment', {
      entity_id: nextId('sales_invoice_comment'), parent_id: id, is_customer_notified: 1, is_visible_on_front: 0, comment: 'Paid, thank you.', created_at: at,
    });
  }
}
