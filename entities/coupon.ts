import type { EntityDefinition } from './grammar/definition';
import { bigint, flag, int, localTimestamp, text, timestamp } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

/** A code that unlocks a rule. A rule may have hundreds of thousands, so each is an aggregate of its own. */
export const coupon: EntityDefinition = {
  name: 'coupon',
  group: 'promotions',
  service: 'promotion',
  target: 'coupons',
  root: 'salesrule_coupon',
  key: 'coupon_id',
  fields: {
    rule_id: reference('rule_id', 'promotion'),
    code: column('code', text),
    ...columns(bigint, 'usage_limit usage_per_customer times_used'),
    expiration_date: column('expiration_date', localTimestamp),
    is_primary: column('is_primary', flag),
    type: column('type', int),
    created_at: column('created_at', timestamp),
  },
  unique: [['code']],
  indexes: [['magento_rule_id'], ['rule_id']],
  conflict: { '*': 'source-wins', times_used: 'sum-deltas' },
};
