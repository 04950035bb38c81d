import { totalsOf } from './amounts';
import type { Line, OrderPlan, Totals } from './order-plan';

/** The lines that a refund gives back, with their places in the order: all, or the first thing ordered with its children. */
export function refundedLines({ lines, fulfilment }: OrderPlan): readonly (readonly [index: number, line: Line])[] {
  if (fulfilment.refund === 'none') return [];
  const indexed = lines.map((line, index) => [index, line] as const);
  return fulfilment.refund === 'full' ? indexed : indexed.filter(([index, { parent }]) => index === 0 || parent === 0);
}

/** What is paid back in one currency. Freight comes back with a full refund only. */
export function refundOf(plan: OrderPlan, currency: 'base' | 'paid'): Totals {
  const lines = refundedLines(plan).map(([, line]) => line);
  // Children keep pointing at a place in the whole order; the sum only asks whether they have a parent.
  return totalsOf(lines, currency, plan.fulfilment.refund === 'full' ? plan[currency].shipping : 0);
}
