import { fields, type Resource } from '../resource';
import type { Row } from '../row';
import { shape, show, type Json } from '../shape';

const root = shape({
  number: 'entity_id=id group_id', text: 'default_billing default_shipping confirmation created_at updated_at created_in dob email firstname lastname middlename prefix suffix taxvat',
});
const more = shape({ number: 'gender store_id website_id disable_auto_group_change' });
const address = shape({
  number: 'entity_id=id parent_id=customer_id', text: 'company telephone fax postcode city firstname lastname middlename prefix suffix vat_id country_id', lines: 'street',
});
const region = shape({ text: 'region_code region', number: 'region_id' });

/** An account as `/V1/customers/:id` shows it. Password hashes and tokens are never shown. */
export const customer: Resource = {
  name: 'customer',
  id: 'entity_id',
  fields: fields({
    integer: 'entity_id website_id store_id group_id gender', text: 'email firstname lastname middlename taxvat created_in increment_id', moment: 'created_at updated_at',
  }),
  present: ({ root: row, values, parts }) => ({
    ...show(root, referring(row)),
    ...show(more, row),
    addresses: (parts.addresses ?? []).map((one) => presentAddress(row, one, parts.addressValues ?? [])),
    // A subscription belongs to the account's own store.
    extension_attributes: { is_subscribed: (parts.subscriptions ?? []).some((one) => one.subscriber_status === '1' && one.store_id === row.store_id) },
    ...customAttributes(values),
  }),
};

/** Magento leaves out a default address that is not set; it may be 0 or NULL. */
const referring = (row: Row): Row => ({
  ...row,
  default_billing: row.default_billing === '0' ? null : row.default_billing ?? null,
  default_shipping: row.default_shipping === '0' ? null : row.default_shipping ?? null,
});

function presentAddress(owner: Row, row: Row, values: readonly Row[]): Json {
  const own = Object.fromEntries(values.filter((one) => one.entity_id === row.entity_id).map((one) => [one.attribute_code ?? '', one.value ?? null]));
  return {
    ...show(address, row),
    region: show(region, row),
    ...(row.region_id ? { region_id: Number(row.region_id) } : {}),
    ...(owner.default_shipping === row.entity_id ? { default_shipping: true } : {}),
    ...(owner.default_billing === row.entity_id ? { default_billing: true } : {}),
    ...customAttributes(own),
  };
}

function customAttributes(values: Row): { [name: string]: Json } {
  const all = Object.entries(values).filter(([, value]) => value !== null).map(([attribute_code, value]) => ({ attribute_code, value }));
  return all.length === 0 ? {} : { custom_attributes: all.sort((left, right) => (left.attribute_code < right.attribute_code ? -1 : 1)) };
}
