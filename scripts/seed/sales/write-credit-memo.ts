import { dateTime, DAY } from '../moments';
import type { SeedContext } from '../seed-context';
import { documentAddresses, documentItemRow, documentMoneyRow, type DocumentOf } from './document-rows';
import { refundedLines, refundOf } from './refund-of';

const REFUNDED = 2;

/** The credit memo of a full or partial refund. */
export function writeCreditMemo({ put, nextId }: SeedContext, { plan, ids, increment }: DocumentOf): void {
  const id = nextId('sales_creditmemo');
  const at = dateTime(plan.createdAt + 10 * DAY);
  put('sales_creditmemo', {
    entity_id: id, store_id: plan.store.id, order_id: ids.order, increment_id: increment, state: REFUNDED, creditmemo_status: null,
    invoice_id: null, email_sent: 1, send_email: 1,
    adjustment: 0, base_adjustment: 0, adjustment_positive: 0, base_adjustment_positive: 0, adjustment_negative: 0, base_adjustment_negative: 0,
    transaction_id: null, created_at: at, updated_at: at, discount_description: plan.coupon,
  }, documentAddresses(ids), documentMoneyRow(plan, refundOf(plan, 'base'), refundOf(plan, 'paid')));
  for (const [index, line] of refundedLines(plan)) {
    put('sales_creditmemo_item', documentItemRow(line, { id: nextId('sales_creditmemo_item'), parentId: id, itemId: ids.items[index] as number }));
  }
  if (plan.n % 7 === 0) {
    put('sales_creditmemo_comment', {
      entity_id: nextId('sales_creditmemo_comment'), parent_id: id, is_customer_notified: 0, comment: 'Came back "as new".', is_visible_on_front: 0, created_at: at,
    });
  }
}
