import type { EntityDefinition } from './grammar/definition';
import { bigint, date, flag, int, text, timestamp } from './grammar/codecs';
import { column, columns, forwardReference, optional, reference } from './grammar/words';

/** A shop's account. The password hash comes along as Magento wrote it, version suffix included. */
export const customer: EntityDefinition = {
  name: 'customer',
  group: 'customers',
  service: 'customer',
  target: 'customers',
  root: 'customer_entity',
  key: 'entity_id',
  eav: 'customer',
  fields: {
    email: column('email', text),
    first_name: column('firstname', text),
    last_name: column('lastname', text),
    middle_name: column('middlename', text),
    prefix: column('prefix', text),
    suffix: column('suffix', text),
    dob: column('dob', date),
    taxvat: column('taxvat', text),
    gender: column('gender', int),
    website_id: reference('website_id', 'website'),
    store_id: reference('store_id', 'store-view'),
    group_id: reference('group_id', 'customer-group'),
    // No foreign key stands behind these in Magento, and the address refers back to its customer.
    default_billing: forwardReference('default_billing', 'customer-address'),
    default_shipping: forwardReference('default_shipping', 'customer-address'),
    is_active: column('is_active', flag),
    disable_auto_group_change: column('disable_auto_group_change', flag),
    password_hash: column('password_hash', text),
    ...columns(text, 'increment_id created_in confirmation rp_token'),
    failures_num: column('failures_num', bigint),
    ...columns(timestamp, 'rp_token_created_at first_failure lock_expires'),
    session_cutoff: optional('session_cutoff', timestamp),
    ...columns(timestamp, 'created_at updated_at'),
  },
  // One address has one account per website; ids of Magento, because website 0 has no id of its own.
  unique: [['email', 'magento_website_id']],
  indexes: [['magento_website_id'], ['magento_store_id'], ['magento_group_id'], ['created_at']],
  customer: { column: 'entity_id' },
  conflict: { '*': 'newest-wins', password_hash: 'service-wins' },
};
