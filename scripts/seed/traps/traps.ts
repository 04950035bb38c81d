import { CATALOG_TRAPS } from './catalog-traps';
import { CUSTOMER_TRAPS } from './customer-traps';
import { OPTION_TRAPS } from './option-traps';
import { ORDER_TRAPS } from './order-traps';
import { SALES_ROW_TRAPS } from './sales-row-traps';
import { SOCIAL_TRAPS } from './social-traps';
import { STOCK_TRAPS } from './stock-traps';
import { TEXT_TRAPS } from './text-traps';
import type { Trap } from './trap';

export const TRAPS: readonly Trap[] = [
  ...CUSTOMER_TRAPS, ...OPTION_TRAPS, ...CATALOG_TRAPS, ...TEXT_TRAPS, ...STOCK_TRAPS, ...ORDER_TRAPS, ...SALES_ROW_TRAPS, ...SOCIAL_TRAPS,
];

/**
 * The traps to lay, in their fixed order.
 * @param traps `all` (but those opted into), `none`, or names separated by commas
 * @param optIn names to add, separated by commas
 * @throws RangeError for a name that no trap has
 */
export function chooseTraps(traps: string, optIn: string): readonly Trap[] {
  const named = (list: string): readonly string[] => list.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const wanted = new Set([...(traps === 'all' || traps === 'none' ? [] : named(traps)), ...named(optIn)]);
  const unknown = [...wanted].filter((name) => !TRAPS.some((trap) => trap.name === name));
  if (unknown.length > 0) throw new RangeError(`No trap called ${unknown.join(', ')}; there are ${TRAPS.map(({ name }) => name).join(', ')}`);
  return TRAPS.filter((trap) => wanted.has(trap.name) || (traps === 'all' && trap.optIn !== true));
}
