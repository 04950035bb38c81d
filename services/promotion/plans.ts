import type { Plan } from '../postgres/plan';

const byRule = { parent: 'p.promotion_id', select: 'p.*' } as const;

const salesRule: Plan = {
  entity: 'promotion',
  id: 'rule_id',
  from: 'promotion.promotion_rules t',
  names: { discount_type: 'simple_action' },
  words: { coupon_type: { none: '1', specific: '2', auto: '3' } },
  search: { is_active: 't.is_active::int' },
  parts: {
    websites: { ...byRule, from: 'promotion.promotion_websites p', order: 'p.website_id' },
    groups: { ...byRule, from: 'promotion.promotion_customer_groups p', order: 'p.customer_group_id' },
    labels: { ...byRule, from: 'promotion.promotion_labels p', order: 'p.store_id' },
  },
};

/** Where the promotion service keeps what the contract shows. */
export const promotionPlans: Readonly<Record<string, Plan>> = {
  coupon: { entity: 'coupon', id: 'coupon_id', from: 'promotion.coupons t', search: { rule_id: 't.magento_rule_id' } },
  'sales rule': salesRule,
};
