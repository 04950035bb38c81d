import type { Random } from '../random';
import type { Fulfilment } from './order-plan';

const OPEN = { invoiced: false, shipped: false, refund: 'none' } as const;
const DONE = { invoiced: true, shipped: true } as const;

const COMPLETE: Fulfilment = { state: 'complete', status: 'complete', ...DONE, refund: 'none' };
const PARTLY_REFUNDED: Fulfilment = { ...COMPLETE, refund: 'partial' };
const CLOSED: Fulfilment = { state: 'closed', status: 'closed', ...DONE, refund: 'full' };
const CANCELED: Fulfilment = { state: 'canceled', status: 'canceled', ...OPEN };
const PAID: Fulfilment = { state: 'processing', status: 'processing', ...OPEN, invoiced: true };
const SHIPPED: Fulfilment = { state: 'processing', status: 'processing', ...OPEN, shipped: true };
const OTHERS: readonly Fulfilment[] = [
  PAID, SHIPPED,
  { state: 'new', status: 'pending', ...OPEN },
  { state: 'holded', status: 'holded', ...OPEN },
  { state: 'payment_review', status: 'payment_review', ...OPEN },
  { state: 'payment_review', status: 'fraud', ...OPEN },
  { state: 'pending_payment', status: 'pending_payment', ...OPEN },
  { state: 'processing', status: 'awaiting_pickup', ...OPEN, invoiced: true },
];
const RECENT = 0.98;

/**
 * How far an order got.
 * @param age where it stands in the shop's history, from 0 for the first order to 1 for the last
 */
export function fulfilmentAt(age: number, random: Random): Fulfilment {
  const draw = random.int(1000);
  if (age > RECENT && draw < 700) return random.pick(OTHERS);
  if (draw < 60) return CANCELED;
  if (draw < 110) return CLOSED;
  if (draw < 140) return PARTLY_REFUNDED;
  if (draw < 190) return random.pick(OTHERS);
  return COMPLETE;
}
