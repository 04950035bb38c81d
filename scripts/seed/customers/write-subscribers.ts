import { dateTime, SHOP_OPENS } from '../moments';
import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import { ACTIVE_STORES } from '../shop/stores';
import type { CustomerPlan } from './customer-at';

/** 1 subscribed, 2 not active, 3 unsubscribed, 4 unconfirmed. */
const STATUSES: readonly number[] = [1, 1, 1, 1, 1, 2, 3, 3, 4];

/** The newsletter subscription of a customer. */
export function writeSubscriber({ put, nextId }: SeedContext, { id, email, store, createdAt }: CustomerPlan, random: Random): void {
  put('newsletter_subscriber', {
    subscriber_id: nextId('newsletter_subscriber'), store_id: store.id, change_status_at: dateTime(createdAt), customer_id: id,
    subscriber_email: email, subscriber_status: random.pick(STATUSES), subscriber_confirm_code: random.hex(32),
  });
}

/** Subscriptions of guests: customer_id is 0 there, not NULL. */
export async function writeGuestSubscribers(context: SeedContext): Promise<void> {
  const count = Math.floor(context.options.customers / 20);
  for (let n = 1; n <= count; n++) {
    const random = context.random('subscriber', n);
    context.put('newsletter_subscriber', {
      subscriber_id: context.nextId('newsletter_subscriber'), store_id: random.pick(ACTIVE_STORES).id,
      change_status_at: random.chance(0.9) ? dateTime(SHOP_OPENS + n * 3600) : null, customer_id: 0,
      subscriber_email: `reader.${n}@example.com`, subscriber_status: random.pick(STATUSES), subscriber_confirm_code: random.hex(32),
    });
    await context.ready();
  }
}
