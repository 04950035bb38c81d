import type { Plan } from '../postgres/plan';

const person = { first_name: 'firstname', last_name: 'lastname', middle_name: 'middlename' };
const subscription = { subscribed: '1', not_active: '2', unsubscribed: '3', unconfirmed: '4' };

const customer: Plan = {
  entity: 'customer',
  id: 'entity_id',
  from: 'customer.customers t',
  names: person,
  attributes: {},
  search: {
    firstname: 't.first_name', lastname: 't.last_name', middlename: 't.middle_name',
    website_id: 't.magento_website_id', store_id: 't.magento_store_id', group_id: 't.magento_group_id',
  },
  parts: {
    addresses: {
      select: 'a.magento_id AS entity_id, p.*',
      from: "customer.customer_addresses p JOIN banyan.magento_id_map a ON a.new_uuid = p.id AND a.entity_type = 'customer-address'",
      parent: 'p.customer_id', parentAs: 'parent_id', order: 'a.magento_id', names: { ...person, country: 'country_id' },
    },
    addressValues: {
      select: 'a.magento_id AS entity_id, x.key AS attribute_code, x.value',
      from: `customer.customer_addresses p JOIN banyan.magento_id_map a ON a.new_uuid = p.id AND a.entity_type = 'customer-address'
        CROSS JOIN LATERAL jsonb_each_text(p.attributes) x`,
      parent: 'p.customer_id', where: "x.key NOT LIKE '#%'", order: 'a.magento_id, x.key',
    },
    subscriptions: {
      select: 'p.*', from: 'customer.newsletter_subscribers p', parent: 'p.customer_id', order: 'p.id', id: 'subscriber_id',
      names: { status: 'subscriber_status' }, words: { status: subscription },
    },
  },
};

const wishlist: Plan = {
  entity: 'wishlist',
  id: 'wishlist_id',
  from: 'customer.wishlists t',
  search: { customer_id: 't.magento_customer_id' },
  parts: { items: { select: 'p.*', from: 'customer.wishlist_items p', parent: 'p.wishlist_id', order: 'p.id', id: 'wishlist_item_id' } },
};

/** Where the customer service keeps what the contract shows. */
export const customerPlans: Readonly<Record<string, Plan>> = { customer, 'wish list': wishlist };
