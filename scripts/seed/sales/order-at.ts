import { addressIn } from '../customers/address-of';
import { customerAt, type CustomerPlan } from '../customers/customer-at';
import { FIRST_NAMES, LAST_NAMES } from '../customers/names';
import { FIRST_ORDER, HOUR, LAST_ORDER, SHOP_OPENS } from '../moments';
import { createRandom, type Random } from '../random';
import { COUPON_RULE, GENERATED_RULE, generatedCode, generatedCouponOf, RULES, SPECIFIC_CODE, WHOLESALE_GROUP, WHOLESALE_RULE } from '../rules/rules';
import type { SeedOptions } from '../seed-options';
import { ACTIVE_STORES, currencyRate, websiteOf, type Store } from '../shop/stores';
import { totalsOf } from './amounts';
import { fulfilmentAt } from './fulfilment';
import type { Buyer, OrderAddress, OrderPlan, PaymentMethod } from './order-plan';
import { pickLines } from './pick-lines';

const FLAT_RATE_CENTS = 500;
const METHODS: readonly PaymentMethod[] = ['checkmo', 'example_gateway', 'example_gateway', 'example_gateway', 'purchaseorder'];

/** The n-th order, from 1, without having made the others. Orders grow with time. */
export function orderAt(options: SeedOptions, n: number): OrderPlan {
  const random = createRandom(options.seed, 'order', n);
  const age = n / options.orders;
  const createdAt = FIRST_ORDER + Math.floor((LAST_ORDER - FIRST_ORDER) * age) - random.int(Math.min(12 * HOUR, Math.floor((LAST_ORDER - FIRST_ORDER) / options.orders) + 1));
  const { store, buyer, billing, ship } = shopperOf(options, createdAt, random);
  const website = websiteOf(store);
  const rate = currencyRate(website.currency, store.currency);
  const { coupon, ruleIds, discountPercent } = discountOf(n, buyer, random);
  const lines = pickLines({ options, website, random, pricing: { discountPercent, taxPercent: website.taxPercent, rate } });
  const shipping = lines.every(({ virtual }) => virtual) ? null : ship;
  const freight = shipping === null ? 0 : FLAT_RATE_CENTS * lines.reduce((sum, { parent, qty }) => sum + (parent === null ? qty : 0), 0);
  const base = totalsOf(lines, 'base', freight);
  return {
    n, createdAt, store, website, buyer, billing, shipping, lines, base, paid: totalsOf(lines, 'paid', Math.round(freight * rate)), rate, coupon, ruleIds,
    discountPercent, method: base.grand === 0 ? 'free' : random.pick(METHODS), fulfilment: closeVirtual(fulfilmentAt(age, random), shipping === null),
  };
}

/** What needs no shipping is complete once it is paid. */
function closeVirtual(fulfilment: OrderPlan['fulfilment'], virtual: boolean): OrderPlan['fulfilment'] {
  if (!virtual) return fulfilment;
  const paid = fulfilment.invoiced && fulfilment.state === 'processing';
  return paid ? { ...fulfilment, state: 'complete', status: 'complete', shipped: false } : { ...fulfilment, shipped: false };
}

interface Shopper {
  readonly store: Store;
  readonly buyer: Buyer;
  readonly billing: OrderAddress;
  /** Where it would go if something had to be shipped. */
  readonly ship: OrderAddress;
}

function shopperOf({ seed, customers }: SeedOptions, createdAt: number, random: Random): Shopper {
  if (random.chance(0.2)) return guest(random);
  const registered = Math.max(1, Math.floor((customers * (createdAt - SHOP_OPENS)) / (LAST_ORDER - SHOP_OPENS)));
  return member(customerAt(seed, 1 + random.int(Math.min(registered, customers)), customers), random);
}

function guest(random: Random): Shopper {
  const store = random.pick(ACTIVE_STORES);
  const name = { firstname: random.pick(FIRST_NAMES), lastname: random.pick(LAST_NAMES) };
  const billing = { ...addressIn(random.pick(websiteOf(store).countries), name, random), customerAddressId: null };
  const buyer = { customerId: null, groupId: 0, email: `guest.${random.hex(8)}@example.com`, ...name, middlename: null, gender: null };
  return { store, buyer, billing, ship: billing };
}

function member(customer: CustomerPlan, random: Random): Shopper {
  const { id, groupId, email, firstname, lastname, middlename, gender, store, addresses } = customer;
  const buyer = { customerId: id, groupId, email, firstname, lastname, middlename, gender };
  const typed = (): OrderAddress => ({ ...addressIn(random.pick(websiteOf(store).countries), { firstname, lastname }, random), customerAddressId: null });
  const kept = addresses.map(({ id: customerAddressId, ...address }): OrderAddress => ({ ...address, customerAddressId }));
  const billing = kept[0] ?? typed();
  return { store, buyer, billing, ship: kept.length > 1 ? random.pick(kept) : billing };
}

function discountOf(n: number, { groupId }: Buyer, random: Random): Pick<OrderPlan, 'coupon' | 'ruleIds' | 'discountPercent'> {
  const own = generatedCouponOf(n);
  if (own !== null) return { coupon: generatedCode(own), ruleIds: [GENERATED_RULE, 2], discountPercent: percentOf(GENERATED_RULE) };
  if (random.chance(0.06)) return { coupon: SPECIFIC_CODE, ruleIds: [COUPON_RULE], discountPercent: percentOf(COUPON_RULE) };
  if (groupId === WHOLESALE_GROUP) return { coupon: null, ruleIds: [WHOLESALE_RULE], discountPercent: percentOf(WHOLESALE_RULE) };
  return { coupon: null, ruleIds: [], discountPercent: 0 };
}

function percentOf(ruleId: number): number {
  return RULES.find(({ id }) => id === ruleId)?.amount ?? 0;
}
