import type { EntityDefinition } from './grammar/definition';
import { bigint, flag, text, timestamp } from './grammar/codecs';
import { column, columns, lookup, reference } from './grammar/words';

/** An entry of a customer's address book. `street` keeps its lines as Magento joins them, by line feeds. */
export const customerAddress: EntityDefinition = {
  name: 'customer-address',
  group: 'addresses',
  service: 'customer',
  target: 'customer_addresses',
  root: 'customer_address_entity',
  key: 'entity_id',
  eav: 'customer_address',
  fields: {
    customer_id: reference('parent_id', 'customer'),
    first_name: column('firstname', text),
    last_name: column('lastname', text),
    middle_name: column('middlename', text),
    country: column('country_id', text),
    region_id: reference('region_id', 'region'),
    region_code: lookup('directory_country_region.code', { on: 'region_id', key: 'region_id' }, text),
    ...columns(text, 'prefix suffix company street city region postcode telephone fax vat_id increment_id'),
    ...columns(bigint, 'vat_is_valid vat_request_success'),
    ...columns(text, 'vat_request_date vat_request_id'),
    is_active: column('is_active', flag),
    ...columns(timestamp, 'created_at updated_at'),
  },
  indexes: [['magento_customer_id'], ['customer_id'], ['magento_region_id']],
  customer: { column: 'parent_id' },
  conflict: { '*': 'newest-wins' },
};
