import { customerAt } from '../customers/customer-at';
import { dateTime, DAY } from '../moments';
import type { SeedContext } from '../seed-context';
import { WEBSITES } from '../shop/stores';

/** Every fourth customer has points. */
const EVERY = 4;
const REGISTERED = 6;
const ORDERED = 1;
const POINTS_PER_UNIT = 100;

/** Reward points in the shape of Adobe Commerce: a balance per customer and website, and the history it is the sum of. */
export async function writeRewards(context: SeedContext): Promise<void> {
  writeRates(context);
  const { seed, customers } = context.options;
  for (let n = EVERY; n <= customers; n += EVERY) {
    writeReward(context, customerAt(seed, n, customers), n);
    await context.ready();
  }
}

function writeRates({ put, nextId }: SeedContext): void {
  for (const { id } of WEBSITES) {
    put('magento_reward_rate', { rate_id: nextId('magento_reward_rate'), website_id: id, customer_group_id: 0, direction: 1, points: POINTS_PER_UNIT, currency_amount: 1 });
    put('magento_reward_rate', { rate_id: nextId('magento_reward_rate'), website_id: id, customer_group_id: 0, direction: 2, points: 10, currency_amount: 1 });
  }
  put('magento_reward_salesrule', { rule_id: 1, points_delta: 50 });
}

function writeReward({ put, nextId, random: of }: SeedContext, customer: ReturnType<typeof customerAt>, n: number): void {
  const random = of('reward', n);
  const rewardId = nextId('magento_reward');
  const { store, createdAt, id } = customer;
  const currency = WEBSITES.find((website) => website.id === store.websiteId)?.currency ?? 'USD';
  const events = random.between(1, 4);
  let balance = 0;
  for (let index = 0; index < events; index++) {
    const delta = index === 0 ? 200 : balance > 0 && random.chance(0.3) ? -random.between(1, balance) : random.between(1, 900);
    balance += delta;
    put('magento_reward_history', {
      history_id: nextId('magento_reward_history'), reward_id: rewardId, website_id: store.websiteId, store_id: store.id, action: index === 0 ? REGISTERED : ORDERED,
      entity: index === 0 ? null : random.between(1, 1000), points_balance: balance, points_delta: delta, points_used: 0, points_voided: 0,
      currency_amount: balance / POINTS_PER_UNIT, currency_delta: delta / POINTS_PER_UNIT, base_currency_code: currency,
      additional_data: JSON.stringify({ rate: { points: String(POINTS_PER_UNIT), currency_amount: '1.0000', direction: '1', currency_code: currency } }),
      comment: delta < 0 ? 'Redeemed "by hand"' : null, created_at: dateTime(createdAt + index * 30 * DAY), expired_at_static: null,
      expired_at_dynamic: null, is_expired: 0, is_duplicate_of: null, notification_sent: 0,
    });
  }
  put('magento_reward', { reward_id: rewardId, customer_id: id, website_id: store.websiteId, points_balance: balance, website_currency_code: currency });
}
