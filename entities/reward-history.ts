import type { EntityDefinition } from './grammar/definition';
import { bigint, flag, int, money, text, timestamp } from './grammar/codecs';
import { columns, reference } from './grammar/words';

/** One movement of reward points. Adobe Commerce only. */
export const rewardHistory: EntityDefinition = {
  name: 'reward-history',
  group: 'loyalty',
  service: 'loyalty',
  target: 'loyalty_point_movements',
  root: 'magento_reward_history',
  key: 'history_id',
  optional: true,
  fields: {
    reward_id: reference('reward_id', 'reward'),
    website_id: reference('website_id', 'website'),
    store_id: reference('store_id', 'store-view'),
    ...columns(int, 'action entity points_delta points_used'),
    ...columns(bigint, 'points_balance points_voided is_duplicate_of'),
    ...columns(money, 'currency_amount currency_delta'),
    ...columns(text, 'base_currency_code additional_data comment'),
    ...columns(flag, 'is_expired notification_sent'),
    ...columns(timestamp, 'created_at expired_at_static expired_at_dynamic'),
  },
  indexes: [['magento_reward_id'], ['reward_id'], ['magento_website_id'], ['magento_store_id']],
  customer: { column: 'reward_id', via: { table: 'magento_reward', key: 'reward_id', column: 'customer_id' } },
  conflict: { '*': 'source-wins' },
};
