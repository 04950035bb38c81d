import type { Plan } from './plan';

const byRule = { parent: 'p.rule_id', select: 'p.*' } as const;

const salesRule: Plan = {
  from: '{salesrule} t',
  select: 't.*',
  id: 'rule_id',
  parts: {
    websites: { ...byRule, from: '{salesrule_website} p', order: 'p.website_id' },
    groups: { ...byRule, from: '{salesrule_customer_group} p', order: 'p.customer_group_id' },
    labels: { ...byRule, from: '{salesrule_label} p', order: 'p.store_id' },
  },
};

const byReview = { parent: 'p.review_id', select: 'p.*' } as const;

const review: Plan = {
  from: '{review} t',
  select: 't.*',
  id: 'review_id',
  parts: {
    details: { ...byReview, from: '{review_detail} p', order: 'p.detail_id' },
    stores: { ...byReview, from: '{review_store} p', order: 'p.store_id' },
    votes: { ...byReview, from: '{rating_option_vote} p', order: 'p.vote_id' },
  },
};

/** Where Magento keeps stock, rules and reviews. */
export const shopPlans: Readonly<Record<string, Plan>> = {
  'stock item': {
    from: '{cataloginventory_stock_item} t LEFT JOIN {catalog_product_entity} e ON e.entity_id = t.product_id', select: 't.*, e.sku', id: 'item_id', search: { sku: 'e.sku' },
  },
  'source item': { from: '{inventory_source_item} t', select: 't.*', id: 'source_item_id', needs: 'inventory_source_item' },
  coupon: { from: '{salesrule_coupon} t', select: 't.*', id: 'coupon_id' },
  'sales rule': salesRule,
  review,
};
