import { addAddress, addCustomer } from './add-customer';
import { addOrder } from './add-order';
import type { Trap } from './trap';

export const CUSTOMER_TRAPS: readonly Trap[] = [
  {
    name: 'accounts-without-website',
    what: 'Two accounts with one e-mail address and no website: NULL never collides in a unique key.',
    async apply(shop) {
      for (let i = 0; i < 2; i++) await addCustomer(shop, 'no-website', { website_id: null, store_id: null });
    },
    mark: () => "SELECT COUNT(*) DIV 2 FROM {p}customer_entity WHERE email = 'trap.no-website@example.com' AND website_id IS NULL",
  },
  {
    name: 'deleted-customer',
    what: 'A registered order whose customer is gone: customer_id is NULL, customer_is_guest still 0, only the e-mail address is left.',
    async apply(shop) {
      const id = await addCustomer(shop, 'deleted');
      await addOrder(shop, 'deleted', { order: { customer_id: id, customer_is_guest: 0, customer_group_id: 1 } });
      await shop.runChecked(`DELETE FROM {p}customer_entity WHERE entity_id = ${id}`);
    },
    mark: () => "SELECT COUNT(*) FROM {p}sales_order WHERE increment_id = 'TRAP-deleted' AND customer_id IS NULL AND customer_is_guest = 0",
  },
  {
    name: 'dangling-default-address',
    what: 'Default addresses that do not exist: the columns have no key.',
    apply: async (shop) => void (await addCustomer(shop, 'dangling-address', { default_billing: 4_294_967_295, default_shipping: 0 })),
    mark: () => "SELECT COUNT(*) FROM {p}customer_entity WHERE email = 'trap.dangling-address@example.com' AND default_billing = 4294967295",
  },
  {
    name: 'deleted-group',
    what: 'A customer in a group that does not exist, of a gender that does not exist: neither column has a key.',
    apply: async (shop) => void (await addCustomer(shop, 'deleted-group', { group_id: 65_535, gender: 9 })),
    mark: () => "SELECT COUNT(*) FROM {p}customer_entity WHERE group_id = 65535 AND gender = 9",
  },
  {
    name: 'customer-moments',
    what: 'A zero date of birth, a registration in 1970 and a lock until the last second a timestamp can hold.',
    apply: async (shop) => void (await addCustomer(shop, 'moments', { dob: '0000-00-00', created_at: '1970-01-01 00:00:01', lock_expires: '2038-01-19 03:14:07', rp_token_created_at: '0000-00-00 00:00:00' })),
    mark: () => "SELECT COUNT(*) FROM {p}customer_entity WHERE email = 'trap.moments@example.com' AND CAST(dob AS char) = '0000-00-00'",
  },
  {
    name: 'custom-datetime-extremes',
    what: 'Custom dates in year 1, after the end of timestamps, and zero.',
    async apply(shop) {
      const attribute_id = shop.attributes.get('customer', 'last_call_at').id;
      for (const [label, value] of [['year-one', '0001-01-01 00:00:00'], ['after-2038', '2038-01-20 00:00:00'], ['zero', '0000-00-00 00:00:00']] as const) {
        const entity_id = await addCustomer(shop, `date-${label}`);
        await shop.insert('customer_entity_datetime', { attribute_id, entity_id, value });
      }
    },
    mark: () => "SELECT COUNT(*) FROM {p}customer_entity_datetime WHERE CAST(value AS char) IN ('0001-01-01 00:00:00', '2038-01-20 00:00:00', '0000-00-00 00:00:00')",
  },
  {
    name: 'street-of-many-lines',
    what: 'A street of four lines with an empty one, a carriage return and a line feed at the end; a region as free text without id.',
    async apply(shop) {
      const id = await addCustomer(shop, 'street');
      await addAddress(shop, id, { street: 'Line one\n\nLine "three"\r\nLine\tfour\n', country_id: 'CH', region: 'Kanton Beispiel', region_id: null });
      await addAddress(shop, id, { street: '', region: '', region_id: 0, postcode: null, telephone: '', city: '' });
    },
    mark: () => "SELECT COUNT(*) FROM {p}customer_address_entity WHERE street LIKE 'Line one\\n\\nLine%' AND region_id IS NULL",
  },
  {
    name: 'address-without-customer',
    what: 'An address that belongs to nobody: parent_id is nullable.',
    apply: async (shop) => void (await addAddress(shop, 0, { parent_id: null, city: 'Nobodytown' })),
    mark: () => "SELECT COUNT(*) FROM {p}customer_address_entity WHERE parent_id IS NULL AND city = 'Nobodytown'",
  },
  {
    name: 'confirm-code-null-word',
    what: "A subscriber whose confirmation code is the word NULL, the column's default, twice with one e-mail address.",
    async apply(shop) {
      for (const status of [1, 3]) {
        await shop.insert('newsletter_subscriber', { store_id: 1, customer_id: 0, subscriber_email: 'trap.reader@example.com', subscriber_status: status });
      }
    },
    mark: () => "SELECT COUNT(*) DIV 2 FROM {p}newsletter_subscriber WHERE subscriber_confirm_code = 'NULL'",
  },
  {
    name: 'odd-passwords',
    what: 'An empty hash, and one with a version nobody knows.',
    async apply(shop) {
      await addCustomer(shop, 'empty-hash', { password_hash: '' });
      await addCustomer(shop, 'odd-hash', { password_hash: `${'ab'.repeat(32)}:salt:99` });
    },
    mark: () => "SELECT COUNT(*) DIV 2 FROM {p}customer_entity WHERE email IN ('trap.empty-hash@example.com', 'trap.odd-hash@example.com')",
  },
];
