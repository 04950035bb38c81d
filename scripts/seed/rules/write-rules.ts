import type { SeedContext } from '../seed-context';
import { CUSTOMER_GROUPS, WEBSITES } from '../shop/stores';
import { generatedCode, generatedCouponId, generatedCoupons, GENERATED_RULE, RULES, SPECIFIC_CODE, SPECIFIC_COUPON_ID, COUPON_RULE, type RulePlan } from './rules';

const COMBINE = 'Magento\\SalesRule\\Model\\Rule\\Condition\\Combine';
const PRODUCT_COMBINE = 'Magento\\SalesRule\\Model\\Rule\\Condition\\Product\\Combine';

/** Rules with websites, groups and labels, and their coupons. Usage follows when the orders are there. */
export async function writeRules(context: SeedContext): Promise<void> {
  for (const rule of RULES) writeRule(context, rule);
  writeCoupon(context, { couponId: SPECIFIC_COUPON_ID, ruleId: COUPON_RULE, code: SPECIFIC_CODE, primary: true });
  const count = generatedCoupons(context.options.orders);
  for (let index = 0; index < count; index++) {
    writeCoupon(context, { couponId: generatedCouponId(index), ruleId: GENERATED_RULE, code: generatedCode(index), primary: false });
    await context.ready();
  }
}

function writeRule({ put, nextId }: SeedContext, rule: RulePlan): void {
  put('salesrule', {
    rule_id: rule.id, name: rule.name, description: `${rule.name}.`, from_date: '2019-01-01', to_date: rule.active ? null : '2020-12-31',
    uses_per_customer: 0, is_active: rule.active ? 1 : 0, conditions_serialized: conditionsOf(rule),
    actions_serialized: JSON.stringify({ type: PRODUCT_COMBINE, attribute: null, operator: null, value: '1', is_value_processed: null, aggregator: 'all' }),
    stop_rules_processing: 0, is_advanced: 1, product_ids: null, sort_order: rule.id, simple_action: rule.action, discount_amount: rule.amount,
    discount_qty: rule.id === 4 ? 1 : null, discount_step: rule.id === 4 ? 3 : 0, apply_to_shipping: 0, times_used: 0, is_rss: 1,
    coupon_type: rule.couponType, use_auto_generation: rule.generatesCoupons ? 1 : 0, uses_per_coupon: rule.generatesCoupons ? 1 : 0,
    simple_free_shipping: rule.id === 2 ? 2 : 0,
  });
  for (const { id } of WEBSITES) put('salesrule_website', { rule_id: rule.id, website_id: id });
  for (const [groupId] of CUSTOMER_GROUPS) put('salesrule_customer_group', { rule_id: rule.id, customer_group_id: groupId });
  put('salesrule_label', { label_id: nextId('salesrule_label'), rule_id: rule.id, store_id: 0, label: rule.name });
  if (rule.id === COUPON_RULE) put('salesrule_label', { label_id: nextId('salesrule_label'), rule_id: rule.id, store_id: 5, label: 'Zehn Prozent' });
}

function conditionsOf({ id }: RulePlan): string {
  const over500 = { type: 'Magento\\SalesRule\\Model\\Rule\\Condition\\Address', attribute: 'base_subtotal', operator: '>=', value: '500', is_value_processed: false };
  return JSON.stringify({
    type: COMBINE, attribute: null, operator: null, value: '1', is_value_processed: null, aggregator: 'all', ...(id === 2 ? { conditions: [over500] } : {}),
  });
}

function writeCoupon(
  { put }: SeedContext,
  { couponId, ruleId, code, primary }: { couponId: number; ruleId: number; code: string; primary: boolean },
): void {
  put('salesrule_coupon', {
    coupon_id: couponId, rule_id: ruleId, code, usage_limit: primary ? null : 1, usage_per_customer: primary ? null : 1, times_used: 0,
    expiration_date: primary ? null : '2025-12-31 00:00:00', is_primary: primary ? 1 : null, created_at: '2019-01-01 00:00:00', type: primary ? 0 : 1,
  });
}
