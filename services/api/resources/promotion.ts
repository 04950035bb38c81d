import { fields, type Resource } from '../resource';
import { shape, show } from '../shape';

const coupons = shape({
  number: 'coupon_id rule_id usage_limit usage_per_customer times_used type', text: 'code expiration_date created_at', flag: 'is_primary',
});

/** A coupon as `/V1/coupons/:id` shows it. */
export const coupon: Resource = {
  name: 'coupon',
  id: 'coupon_id',
  fields: fields({ integer: 'coupon_id rule_id times_used', text: 'code' }),
  present: ({ root }) => show(coupons, root),
};

const rules = shape({
  number: 'rule_id uses_per_customer sort_order discount_amount discount_qty discount_step times_used uses_per_coupon',
  text: 'name description from_date to_date simple_action', flag: 'is_active stop_rules_processing is_advanced apply_to_shipping is_rss use_auto_generation',
});
const label = shape({ number: 'store_id', text: 'label=store_label' });

/** Magento's words by number. */
const couponTypes: Readonly<Record<string, string>> = { 1: 'NO_COUPON', 2: 'SPECIFIC_COUPON', 3: 'AUTO' };

/** A cart price rule as `/V1/salesRules/:id` shows it. */
export const salesRule: Resource = {
  name: 'sales rule',
  id: 'rule_id',
  fields: fields({ integer: 'rule_id is_active sort_order', text: 'name' }),
  present: ({ root, parts }) => ({
    ...show(rules, root),
    coupon_type: couponTypes[root.coupon_type ?? ''] ?? '',
    website_ids: (parts.websites ?? []).map((row) => Number(row.website_id)),
    customer_group_ids: (parts.groups ?? []).map((row) => Number(row.customer_group_id)),
    store_labels: (parts.labels ?? []).map((row) => show(label, row)),
  }),
};
