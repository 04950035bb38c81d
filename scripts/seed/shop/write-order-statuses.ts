import type { SeedContext } from '../seed-context';

/** Magento's own statuses, and one that the shop added: state is what code tests, status is what people read. */
const STATUSES: readonly (readonly [status: string, label: string])[] = [
  ['canceled', 'Canceled'], ['closed', 'Closed'], ['complete', 'Complete'], ['fraud', 'Suspected Fraud'], ['holded', 'On Hold'],
  ['payment_review', 'Payment Review'], ['paypal_canceled_reversal', 'PayPal Canceled Reversal'], ['paypal_reversed', 'PayPal Reversed'],
  ['pending', 'Pending'], ['pending_payment', 'Pending Payment'], ['pending_paypal', 'Pending PayPal'], ['processing', 'Processing'],
  ['awaiting_pickup', 'Awaiting pick-up'],
];

const STATES: readonly (readonly [status: string, state: string, isDefault: 0 | 1, visible: 0 | 1])[] = [
  ['canceled', 'canceled', 1, 1], ['closed', 'closed', 1, 1], ['complete', 'complete', 1, 1], ['fraud', 'payment_review', 0, 1],
  ['fraud', 'processing', 0, 1], ['holded', 'holded', 1, 1], ['payment_review', 'payment_review', 1, 1], ['pending', 'new', 1, 1],
  ['pending_payment', 'pending_payment', 1, 0], ['processing', 'processing', 1, 1], ['awaiting_pickup', 'processing', 0, 1],
];

/** sales_order_status, its states, and one label of a store. */
export function writeOrderStatuses({ put }: SeedContext): void {
  for (const [status, label] of STATUSES) put('sales_order_status', { status, label });
  for (const [status, state, isDefault, visible] of STATES) {
    put('sales_order_status_state', { status, state, is_default: isDefault, visible_on_front: visible });
  }
  put('sales_order_status_label', { status: 'awaiting_pickup', store_id: 5, label: 'Zur Abholung bereit' });
}
