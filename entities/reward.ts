import type { EntityDefinition } from './grammar/definition';
import { bigint, text } from './grammar/codecs';
import { column, optional, reference } from './grammar/words';

/** A customer's reward points on one website. Adobe Commerce only. */
export const reward: EntityDefinition = {
  name: 'reward',
  group: 'loyalty',
  service: 'loyalty',
  target: 'loyalty_point_balances',
  root: 'magento_reward',
  key: 'reward_id',
  optional: true,
  fields: {
    customer_id: reference('customer_id', 'customer'),
    website_id: reference('website_id', 'website'),
    points_balance: column('points_balance', bigint),
    // Magento counts used points per movement, in the history; only extended shops have a total here.
    points_used: optional('points_used', bigint),
    website_currency_code: column('website_currency_code', text),
  },
  indexes: [['magento_customer_id'], ['customer_id']],
  customer: { column: 'customer_id' },
  conflict: { '*': 'source-wins', points_balance: 'sum-deltas' },
};
