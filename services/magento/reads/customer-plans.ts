import type { Plan } from './plan';

const addressValues = ['varchar', 'int', 'decimal', 'text', 'datetime'].map((type) => `
  SELECT p.parent_id AS root, p.entity_id, e.attribute_code, CAST(v.value AS CHAR) AS value
  FROM {customer_address_entity} p JOIN {customer_address_entity_${type}} v ON v.entity_id = p.entity_id
  JOIN {eav_attribute} e ON e.attribute_id = v.attribute_id AND e.backend_type = '${type}' WHERE p.parent_id IN (:roots)`).join(' UNION ALL ');

const customer: Plan = {
  from: '{customer_entity} t',
  select: 't.*',
  id: 'entity_id',
  eav: 'customer',
  parts: {
    addresses: {
      select: 'p.*, r.code AS region_code', from: '{customer_address_entity} p LEFT JOIN {directory_country_region} r ON r.region_id = p.region_id',
      parent: 'p.parent_id', order: 'p.entity_id',
    },
    addressValues: { select: 'p.*', from: `(${addressValues}) p`, parent: 'p.root', order: 'p.entity_id, p.attribute_code' },
    subscriptions: { select: 'p.*', from: '{newsletter_subscriber} p', parent: 'p.customer_id', order: 'p.subscriber_id' },
  },
};

const wishlist: Plan = {
  from: '{wishlist} t',
  select: 't.*',
  id: 'wishlist_id',
  parts: { items: { select: 'p.*', from: '{wishlist_item} p', parent: 'p.wishlist_id', order: 'p.wishlist_item_id' } },
};

const reward: Plan = {
  from: '{magento_reward} t',
  select: 't.*',
  id: 'reward_id',
  needs: 'magento_reward',
  parts: { movements: { select: 'p.*', from: '{magento_reward_history} p', parent: 'p.reward_id', order: 'p.history_id' } },
};

/** Where Magento keeps accounts, and what they gathered. */
export const customerPlans: Readonly<Record<string, Plan>> = { customer, 'wish list': wishlist, reward };
