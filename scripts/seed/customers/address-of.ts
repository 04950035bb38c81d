import type { Random } from '../random';
import { REGIONS_BY_COUNTRY } from '../shop/regions';
import { WEBSITES, type CountryCode } from '../shop/stores';
import { CITIES, STREETS } from './names';

const MAX_ADDRESSES = 3;

export interface AddressPlan {
  readonly id: number;
  readonly firstname: string;
  readonly lastname: string;
  readonly company: string | null;
  /** Lines joined by line feeds. */
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: CountryCode;
  readonly region: string | null;
  /** Null where the country has no list of regions. */
  readonly regionId: number | null;
  readonly telephone: string;
  readonly vatId: string | null;
}

interface Owner {
  readonly n: number;
  readonly firstname: string;
  readonly lastname: string;
  /** Website id; decides the country. */
  readonly website: number;
  readonly random: Random;
}

/** The n-th customer's addresses, none to three. Ids leave gaps, as deleted addresses do. */
export function addressesOf({ n, firstname, lastname, website, random }: Owner): readonly AddressPlan[] {
  const countries = WEBSITES.find(({ id }) => id === website)?.countries ?? ['US'];
  const count = random.chance(0.05) ? 0 : random.pick([1, 1, 2, 2, 2, 3]);
  return Array.from({ length: count }, (_unused, index) => ({
    id: (n - 1) * MAX_ADDRESSES + index + 1,
    ...addressIn(random.pick(countries), { firstname, lastname }, random),
  }));
}

/** An address without id, as a guest types it. */
export function addressIn(country: CountryCode, name: Pick<AddressPlan, 'firstname' | 'lastname'>, random: Random): Omit<AddressPlan, 'id'> {
  const regions = REGIONS_BY_COUNTRY[country];
  const region = regions.length > 0 ? random.pick(regions) : null;
  const line = `${random.between(1, 999)} ${random.pick(STREETS)}`;
  return {
    ...name,
    company: random.chance(0.15) ? 'Sample & Sons "Test" Ltd' : null,
    street: random.chance(0.2) ? `${line}\nFlat ${random.between(1, 40)}` : line,
    city: random.pick(CITIES),
    postcode: country === 'GB' ? `ZZ${random.between(1, 99)} ${random.between(1, 9)}ZZ` : String(random.between(10_000, 99_999)),
    country,
    region: region?.name ?? (random.chance(0.5) ? 'Region Exemple' : null),
    regionId: region?.id ?? null,
    telephone: `555-01${random.between(10, 99)}`,
    vatId: random.chance(0.05) ? `${country}${random.between(100_000_000, 999_999_999)}` : null,
  };
}
