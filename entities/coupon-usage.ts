import type { EntityDefinition } from './grammar/definition';
import { bigint } from './grammar/codecs';
import { column, reference } from './grammar/words';

/** How often one customer has used one coupon. */
export const couponUsage: EntityDefinition = {
  name: 'coupon-usage',
  group: 'promotions',
  service: 'promotion',
  target: 'coupon_usages',
  root: 'salesrule_coupon_usage',
  key: ['coupon_id', 'customer_id'],
  fields: {
    coupon_id: reference('coupon_id', 'coupon'),
    customer_id: reference('customer_id', 'customer'),
    times_used: column('times_used', bigint),
  },
  indexes: [['magento_coupon_id'], ['magento_customer_id'], ['coupon_id', 'customer_id']],
  customer: { column: 'customer_id' },
  conflict: { '*': 'source-wins', times_used: 'sum-deltas' },
};
