import { DAY, LAST_ORDER, SHOP_OPENS } from '../moments';
import { createRandom, type Random } from '../random';
import { ACTIVE_STORES, type Store } from '../shop/stores';
import { addressesOf, type AddressPlan } from './address-of';
import { FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS } from './names';

/** Ids below this one were customers whom the shop has deleted. */
export const FIRST_CUSTOMER_ID = 4;
const PAIR_EVERY = 100;
const STORE_WEIGHTS: readonly number[] = [1, 1, 1, 1, 1, 2, 3, 4, 5, 5, 6, 7, 7, 8];

export interface CustomerPlan {
  readonly n: number;
  readonly id: number;
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly middlename: string | null;
  readonly groupId: number;
  /** 1 male, 2 female, 3 not specified. */
  readonly gender: number | null;
  readonly store: Store;
  /** Unix seconds. */
  readonly createdAt: number;
  /** May be empty. The first is the default of both kinds. */
  readonly addresses: readonly AddressPlan[];
}

/** Unix seconds at which the n-th of `count` customers registered; grows with n. */
export function registeredAt(n: number, count: number): number {
  return SHOP_OPENS + Math.floor(((LAST_ORDER - SHOP_OPENS - DAY) * n) / count);
}

/**
 * The n-th customer, from 1, without having made the others. Every hundredth has the e-mail address of the one before
 * on another website, sometimes in capitals: Magento allows that, its unique key is (email, website).
 */
export function customerAt(seed: number, n: number, count: number): CustomerPlan {
  const random = createRandom(seed, 'customer', n);
  const firstname = random.pick(FIRST_NAMES);
  const lastname = random.pick(LAST_NAMES);
  const store = storeOf(n, random);
  const id = n + FIRST_CUSTOMER_ID - 1;
  return {
    n, id, firstname, lastname, store,
    email: emailOf(n, count, seed),
    middlename: random.chance(0.1) ? 'Q.' : null,
    groupId: random.chance(0.85) ? 1 : random.between(2, 4),
    gender: random.chance(0.5) ? random.between(1, 3) : null,
    createdAt: registeredAt(n, count),
    addresses: addressesOf({ n, firstname, lastname, website: store.websiteId, random }),
  };
}

function storeOf(n: number, random: Random): Store {
  const drawn = random.pick(STORE_WEIGHTS);
  const forced = n % PAIR_EVERY === 0 ? 4 : n % PAIR_EVERY === PAIR_EVERY - 1 ? 1 : drawn;
  return ACTIVE_STORES.find(({ id }) => id === forced) as Store;
}

function emailOf(n: number, count: number, seed: number): string {
  const isSecond = n % PAIR_EVERY === 0 && n <= count;
  const owner = isSecond ? n - 1 : n;
  const email = `shopper.${owner}@${createRandom(seed, 'mail', owner).pick(MAIL_DOMAINS)}`;
  return isSecond && n % (3 * PAIR_EVERY) === 0 ? email.toUpperCase() : email;
}
