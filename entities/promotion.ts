import type { ChildTable, EntityDefinition } from './grammar/definition';
import { bigint, date, flag, int, money, oneOf, quantity, text } from './grammar/codecs';
import { column, columns } from './grammar/words';

const byRule = { column: 'rule_id' } as const;

const places: readonly ChildTable[] = [
  {
    source: 'salesrule_website',
    target: 'promotion_websites',
    parent: byRule,
    key: { columns: ['website_id'] },
    fields: { website_id: column('website_id', int) },
  },
  {
    source: 'salesrule_customer_group',
    target: 'promotion_customer_groups',
    parent: byRule,
    key: { columns: ['customer_group_id'] },
    fields: { customer_group_id: column('customer_group_id', bigint) },
  },
  {
    source: 'salesrule_label',
    target: 'promotion_labels',
    parent: byRule,
    key: { id: 'label_id', entity: 'promotion-label' },
    fields: { store_id: column('store_id', int), label: column('label', text) },
  },
  {
    source: 'salesrule_product_attribute',
    target: 'promotion_product_attributes',
    parent: byRule,
    key: { columns: ['website_id', 'customer_group_id', 'attribute_id'] },
    fields: {
      website_id: column('website_id', int),
      customer_group_id: column('customer_group_id', bigint),
      attribute_id: column('attribute_id', int),
    },
  },
];

/** A cart price rule. Conditions and actions stay as Magento serialised them: JSON since 2.2, PHP before. */
export const promotion: EntityDefinition = {
  name: 'promotion',
  group: 'promotions',
  service: 'promotion',
  target: 'promotion_rules',
  root: 'salesrule',
  key: 'rule_id',
  fields: {
    ...columns(text, 'name description'),
    is_active: column('is_active', flag),
    coupon_type: column('coupon_type', oneOf({ 1: 'none', 2: 'specific', 3: 'auto' })),
    discount_type: column('simple_action', text),
    discount_amount: column('discount_amount', money),
    discount_qty: column('discount_qty', quantity),
    discount_step: column('discount_step', bigint),
    ...columns(date, 'from_date to_date'),
    ...columns(int, 'uses_per_customer uses_per_coupon'),
    // Counted by a queue, so it lags behind the orders and need not equal them.
    ...columns(bigint, 'times_used sort_order'),
    ...columns(flag, 'stop_rules_processing is_advanced apply_to_shipping is_rss use_auto_generation'),
    simple_free_shipping: column('simple_free_shipping', int),
    ...columns(text, 'conditions_serialized actions_serialized product_ids'),
  },
  children: places,
  indexes: [['is_active', 'from_date', 'to_date']],
  conflict: { '*': 'source-wins', times_used: 'sum-deltas' },
};
