import type { Family } from '../family';

const people = { first_name: 'firstname', last_name: 'lastname', middle_name: 'middlename' };

/** Groups 1, 2, 11 and 13 of the guide: customers, addresses, wishlists, newsletter; and customer groups. */
export const customerFamilies: readonly Family[] = [
  {
    group: 'customer groups', schema: 'customer', entity: 'customer-group', source: 'customer_group', target: 'customer_groups', key: ['customer_group_id'],
    renamed: { code: 'customer_group_code' },
    parts: [{ source: 'customer_group_excluded_website', target: 'customer_group_excluded_websites', id: 'entity_id', parent: 'customer_group_id' }],
  },
  {
    group: 'customers', schema: 'customer', entity: 'customer', source: 'customer_entity', target: 'customers', key: ['entity_id'],
    renamed: people, refers: { group_id: 'customer.customer_groups' }, attributes: { type: 'customer' },
  },
  {
    group: 'addresses', schema: 'customer', entity: 'customer-address', source: 'customer_address_entity', target: 'customer_addresses', key: ['entity_id'],
    renamed: { ...people, customer_id: 'parent_id', country: 'country_id' },
    derived: { region_code: 'SELECT d.code FROM {directory_country_region} d WHERE d.region_id = t.region_id' },
    attributes: { type: 'customer_address' },
  },
  {
    group: 'newsletter', schema: 'customer', entity: 'newsletter-subscriber', source: 'newsletter_subscriber', target: 'newsletter_subscribers', key: ['subscriber_id'],
    renamed: { email: 'subscriber_email', status: 'subscriber_status', confirm_code: 'subscriber_confirm_code' },
    words: { status: { 1: 'subscribed', 2: 'not_active', 3: 'unsubscribed', 4: 'unconfirmed' } },
  },
  {
    group: 'wishlists', schema: 'customer', entity: 'wishlist', source: 'wishlist', target: 'wishlists', key: ['wishlist_id'],
    parts: [
      { source: 'wishlist_item', target: 'wishlist_items', id: 'wishlist_item_id', parent: 'wishlist_id' },
      {
        source: 'wishlist_item_option', target: 'wishlist_item_options', id: 'option_id', parent: 'wishlist_item_id',
        through: { join: 'JOIN {wishlist_item} i ON i.wishlist_item_id = t.wishlist_item_id', root: 'i.wishlist_id' },
        renamed: { item_id: 'wishlist_item_id' }, refers: { item_id: 'customer.wishlist_items' },
      },
    ],
  },
];
