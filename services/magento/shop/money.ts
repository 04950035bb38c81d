import type { StoreView } from './shop';

/** One amount in the base currency of the website and in the currency of the order, in cents. */
export interface Amount {
  readonly base: number;
  readonly order: number;
}

/** Nothing, in both currencies. */
export const ZERO: Amount = { base: 0, order: 0 };

/** An amount of base cents, converted and rounded as Magento does for each unit price. */
export function amountOf(cents: number, store: StoreView): Amount {
  return { base: cents, order: Math.round(cents * store.baseToOrderRate) };
}

/** Sum in both currencies. */
export function sumOf(...amounts: readonly Amount[]): Amount {
  return amounts.reduce((sum, amount) => ({ base: sum.base + amount.base, order: sum.order + amount.order }), ZERO);
}

/** A multiple, rounded to cents in both currencies. */
export function times(amount: Amount, factor: number): Amount {
  return { base: Math.round(amount.base * factor), order: Math.round(amount.order * factor) };
}

/** Cents as a decimal: `-1234` is `-12.34`. */
export function decimalOf(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Columns in pairs: `{ subtotal: x }` gives `base_subtotal` and `subtotal`. */
export function moneyColumns(amounts: Readonly<Record<string, Amount>>): Record<string, string> {
  return Object.fromEntries(Object.entries(amounts).flatMap(([name, amount]) => [[`base_${name}`, decimalOf(amount.base)], [name, decimalOf(amount.order)]]));
}
