import type { EntityDefinition } from './grammar/definition';
import { int } from './grammar/codecs';
import { column, reference } from './grammar/words';

/** How often one customer has used one rule. Grows with the shop, so it is no part of the rule. */
export const promotionUsage: EntityDefinition = {
  name: 'promotion-usage',
  group: 'promotions',
  service: 'promotion',
  target: 'promotion_usages',
  root: 'salesrule_customer',
  key: 'rule_customer_id',
  fields: {
    rule_id: reference('rule_id', 'promotion'),
    customer_id: reference('customer_id', 'customer'),
    times_used: column('times_used', int),
  },
  indexes: [['magento_rule_id'], ['magento_customer_id'], ['rule_id', 'customer_id']],
  customer: { column: 'customer_id' },
  conflict: { '*': 'source-wins', times_used: 'sum-deltas' },
};
