import type { Family } from '../family';

/** Groups 9 and 10 of the guide: rules with coupons and their use, reward points. */
export const promotionFamilies: readonly Family[] = [
  {
    group: 'promotions', schema: 'promotion', entity: 'promotion', source: 'salesrule', target: 'promotion_rules', key: ['rule_id'],
    renamed: { discount_type: 'simple_action' },
    words: { coupon_type: { 1: 'none', 2: 'specific', 3: 'auto' } },
    parts: [
      { source: 'salesrule_website', target: 'promotion_websites', parent: 'rule_id' },
      { source: 'salesrule_customer_group', target: 'promotion_customer_groups', parent: 'rule_id' },
      { source: 'salesrule_label', target: 'promotion_labels', id: 'label_id', parent: 'rule_id' },
      { source: 'salesrule_product_attribute', target: 'promotion_product_attributes', parent: 'rule_id' },
    ],
  },
  { group: 'promotions', schema: 'promotion', entity: 'coupon', source: 'salesrule_coupon', target: 'coupons', key: ['coupon_id'] },
  { group: 'promotions', schema: 'promotion', entity: 'promotion-usage', source: 'salesrule_customer', target: 'promotion_usages', key: ['rule_customer_id'] },
  { group: 'promotions', schema: 'promotion', entity: 'coupon-usage', source: 'salesrule_coupon_usage', target: 'coupon_usages', key: ['coupon_id', 'customer_id'] },
  { group: 'loyalty', schema: 'loyalty', entity: 'reward', source: 'magento_reward', target: 'loyalty_point_balances', key: ['reward_id'] },
  { group: 'loyalty', schema: 'loyalty', entity: 'reward-history', source: 'magento_reward_history', target: 'loyalty_point_movements', key: ['history_id'] },
];
