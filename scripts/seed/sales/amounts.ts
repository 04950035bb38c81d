import type { Amounts, Line, Totals } from './order-plan';

export interface Pricing {
  readonly discountPercent: number;
  readonly taxPercent: number;
  /** Units of the shopper's currency for one of the website's. */
  readonly rate: number;
}

const NOTHING: Amounts = { price: 0, row: 0, discount: 0, tax: 0 };

/** What a child row carries. */
export const NO_AMOUNTS = { base: NOTHING, paid: NOTHING } as const;

/**
 * Prices one line in both currencies. Each is rounded per line, as Magento does it: so the sums of one currency always
 * add up, and the paid total is not the base total times the rate.
 */
export function priceLine(cents: number, qty: number, pricing: Pricing): Pick<Line, 'base' | 'paid'> {
  return { base: amountsOf(cents, qty, pricing), paid: amountsOf(Math.round(cents * pricing.rate), qty, pricing) };
}

function amountsOf(price: number, qty: number, { discountPercent, taxPercent }: Pricing): Amounts {
  const row = Math.round(price * qty);
  const discount = Math.round((row * discountPercent) / 100);
  return { price, row, discount, tax: Math.round(((row - discount) * taxPercent) / 100) };
}

/** Adds up the lines without parent. Shipping is not taxed here. */
export function totalsOf(lines: readonly Line[], currency: 'base' | 'paid', shipping: number): Totals {
  let subtotal = 0;
  let discount = 0;
  let tax = 0;
  for (const line of lines) {
    if (line.parent !== null) continue;
    subtotal += line[currency].row;
    discount += line[currency].discount;
    tax += line[currency].tax;
  }
  return { subtotal, discount, tax, shipping, grand: subtotal - discount + tax + shipping };
}
