import { valueSetter } from '../eav/value-setter';
import { dateTime } from '../moments';
import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import type { AddressPlan } from './address-of';
import type { CustomerPlan } from './customer-at';

/** One address of the address book, with its custom values. */
export function writeAddress(context: SeedContext, { customer, address, random }: { customer: CustomerPlan; address: AddressPlan; random: Random }): void {
  const validated = address.vatId !== null;
  context.put('customer_address_entity', {
    entity_id: address.id, parent_id: customer.id, created_at: dateTime(customer.createdAt), updated_at: dateTime(customer.createdAt),
    is_active: 1, city: address.city, company: address.company, country_id: address.country, fax: null, firstname: address.firstname,
    lastname: address.lastname, middlename: customer.middlename, postcode: address.postcode, prefix: null, region: address.region,
    region_id: address.regionId, street: address.street, suffix: null, telephone: address.telephone, vat_id: address.vatId,
    vat_is_valid: validated ? 1 : null, vat_request_date: validated ? '2021-04-01' : null, vat_request_id: validated ? random.hex(16) : null,
    vat_request_success: validated ? 1 : null,
  });
  const set = valueSetter(context, 'customer_address', address.id);
  if (random.chance(0.1)) set('gate_code', random.hex(4));
  if (random.chance(0.1)) set('floor', random.between(-2, 40));
  if (random.chance(0.1)) set('distance_km', random.between(0, 100_000) / 1000);
  if (random.chance(0.05)) set('access_hints', 'Ring twice.\tThen wait.');
  if (random.chance(0.05)) set('valid_until', '2030-12-31 00:00:00');
}
