import { valueSetter } from '../eav/value-setter';
import { date, dateTime, DAY } from '../moments';
import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import { customerAt, type CustomerPlan } from './customer-at';
import { passwordHash } from './password-hash';
import { writeAddress } from './write-address';
import { writeSubscriber } from './write-subscribers';

/** All customers with addresses, values of custom attributes and newsletter subscriptions. */
export async function writeCustomers(context: SeedContext): Promise<void> {
  const { customers, seed } = context.options;
  for (let n = 1; n <= customers; n++) {
    const customer = customerAt(seed, n, customers);
    const random = context.random('customer row', n);
    writeCustomer(context, customer, random);
    for (const address of customer.addresses) writeAddress(context, { customer, address, random });
    writeCustomerValues(context, customer.id, random);
    if (random.chance(0.25)) writeSubscriber(context, customer, random);
    await context.ready();
  }
}

function writeCustomer({ put }: SeedContext, customer: CustomerPlan, random: Random): void {
  const { n, id, email, store, createdAt } = customer;
  const locked = random.chance(0.005);
  put('customer_entity', {
    entity_id: id, website_id: store.websiteId, email, group_id: customer.groupId, increment_id: null, store_id: store.id,
    created_at: dateTime(createdAt), updated_at: dateTime(createdAt + random.between(0, 90) * DAY), is_active: random.chance(0.99) ? 1 : 0,
    disable_auto_group_change: random.chance(0.02) ? 1 : 0, created_in: store.name, prefix: random.chance(0.05) ? 'Dr.' : null,
    firstname: customer.firstname, middlename: customer.middlename, lastname: customer.lastname, suffix: random.chance(0.01) ? 'Jr.' : null,
    dob: random.chance(0.3) ? date(random.between(-20 * 365, 34 * 365) * DAY) : null, password_hash: passwordHash(n, random),
    rp_token: random.chance(0.3) ? `0:3:${random.hex(72)}` : null, rp_token_created_at: dateTime(createdAt),
    default_billing: customer.addresses[0]?.id ?? null, default_shipping: customer.addresses[0]?.id ?? null,
    taxvat: random.chance(0.03) ? `DE${random.between(100_000_000, 999_999_999)}` : null,
    confirmation: random.chance(0.02) ? random.hex(32) : null, gender: customer.gender,
    failures_num: locked ? 11 : 0, first_failure: locked ? dateTime(createdAt + DAY) : null, lock_expires: locked ? dateTime(createdAt + 2 * DAY) : null,
  });
}

function writeCustomerValues(context: SeedContext, entityId: number, random: Random): void {
  const set = valueSetter(context, 'customer', entityId);
  if (random.chance(0.3)) set('loyalty_card', `LC-${random.hex(10).toUpperCase()}`);
  if (random.chance(0.2)) set('favourite_size', random.pick(context.attributes.get('customer', 'favourite_size').optionIds));
  if (random.chance(0.1)) set('credit_limit', random.between(0, 500_000) / 100);
  if (random.chance(0.05)) set('account_notes', 'Prefers "quiet" packaging;\ncalls it C:\\quiet.');
  if (random.chance(0.1)) set('last_call_at', dateTime(random.between(1_550_000_000, 1_700_000_000)));
}
