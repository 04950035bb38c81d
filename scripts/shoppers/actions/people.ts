import { createHash } from 'node:crypto';
import type { Random } from '../random';
import type { RowValues } from '../../../services/magento/shop/shop-connection';

const FIRST = ['Ada', 'Émile', 'Zoë', 'Nguyễn', 'محمد', 'Søren', 'Łucja', '小明', "D'Arcy", 'Björk', 'Inês', 'Олена'];
const LAST = ["O'Brien", 'Müller', 'Trần', 'Αθανασίου', 'Smith-Jones', 'de la Cruz', '王', 'Şahin', 'Nowak', 'van der Berg'];
const TOWNS = ['Austin', 'Zürich', 'São Paulo', 'Kraków', 'Hà Nội', "L'Aquila"];

/** Names of one person, in many scripts. */
export function personName(random: Random): { readonly firstname: string; readonly lastname: string } {
  return { firstname: random.pick(FIRST), lastname: `${random.pick(LAST)} ${random.word(4)}` };
}

/** An address that nobody has. */
export function emailOf(random: Random): string {
  return `${random.word(14)}@${random.pick(['example.com', 'example.org', 'Example.net'])}`;
}

/** Columns that every kind of address has: of a customer, a cart, an order. */
export function addressColumns(random: Random): RowValues {
  const american = random.chance(0.5);
  return {
    ...personName(random),
    street: random.chance(0.3) ? `${random.between(1, 999)} ${random.word(8)} St.\nApt ${random.between(1, 90)}` : `${random.word(9)}straße ${random.between(1, 200)}`,
    city: random.pick(TOWNS),
    country_id: american ? 'US' : random.pick(['DE', 'VN', 'FR', 'GB']),
    region: american ? 'Texas' : random.pick([null, 'Île-de-France', 'Kent']),
    region_id: american ? 57 : null,
    postcode: String(random.between(10000, 99999)),
    telephone: `+1 512 ${random.between(1000000, 9999999)}`,
    company: random.chance(0.2) ? `${random.word(6)} & Söhne` : null,
  };
}

/** A password in Magento's form `hash:salt:version`, version 1. */
export function passwordHash(random: Random): string {
  const salt = random.word(32);
  return `${createHash('sha256').update(salt + random.word(12)).digest('hex')}:${salt}:1`;
}
