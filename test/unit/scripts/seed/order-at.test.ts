import { orderAt } from '../../../../scripts/seed/sales/order-at';
import { refundOf } from '../../../../scripts/seed/sales/refund-of';
import type { OrderPlan } from '../../../../scripts/seed/sales/order-plan';
import { seedOptionsSchema } from '../../../../scripts/seed/seed-options';

const options = seedOptionsSchema.parse({ customers: 300, products: 205, orders: 2_000, seed: 5 });
const plans: readonly OrderPlan[] = Array.from({ length: options.orders }, (_unused, index) => orderAt(options, index + 1));

describe('orderAt', () => {
  test('makes the same order again without the ones before it', () => {
    expect(orderAt(options, 1_234)).toEqual(plans[1_233]);
    expect(orderAt({ ...options, seed: 6 }, 1_234)).not.toEqual(plans[1_233]);
  });

  test.each(['base', 'paid'] as const)('adds up in whole cents (%s)', (currency) => {
    for (const plan of plans) {
      const totals = plan[currency];
      const top = plan.lines.filter(({ parent }) => parent === null);
      const sum = (of: 'row' | 'discount' | 'tax'): number => top.reduce((total, line) => total + line[currency][of], 0);
      expect([sum('row'), sum('discount'), sum('tax')]).toEqual([totals.subtotal, totals.discount, totals.tax]);
      expect(totals.grand).toBe(totals.subtotal - totals.discount + totals.tax + totals.shipping);
      expect(Object.values(totals).every(Number.isInteger)).toBe(true);
      expect(refundOf(plan, currency).grand).toBeLessThanOrEqual(totals.grand);
    }
  });

  test('children come after their parent and bear no money', () => {
    for (const { lines } of plans) {
      lines.forEach((line, index) => {
        if (line.parent === null) return;
        expect(line.parent).toBeLessThan(index);
        expect(lines[line.parent]!.parent).toBeNull();
        expect([line.base.row, line.paid.row, line.base.tax]).toEqual([0, 0, 0]);
      });
    }
  });

  test('holds every kind of order that a shop has', () => {
    const states = new Set(plans.map(({ fulfilment }) => fulfilment.state));
    expect(states).toEqual(new Set(['new', 'pending_payment', 'processing', 'complete', 'closed', 'canceled', 'holded', 'payment_review']));
    const types = new Set(plans.flatMap(({ lines }) => lines.map(({ productType }) => productType)));
    expect(types).toEqual(new Set(['simple', 'configurable', 'bundle', 'grouped', 'virtual', 'downloadable']));
    expect(plans.some(({ shipping }) => shipping === null)).toBe(true);
    expect(plans.some(({ buyer }) => buyer.customerId === null)).toBe(true);
    expect(plans.some(({ rate }) => rate !== 1)).toBe(true);
    expect(plans.some(({ coupon }) => coupon === 'WELCOME10')).toBe(true);
    expect(new Set(plans.map(({ store }) => store.currency))).toEqual(new Set(['USD', 'EUR', 'GBP']));
  });

  test('has about two and a half rows per order, and orders grow with time', () => {
    const rows = plans.reduce((sum, { lines }) => sum + lines.length, 0) / plans.length;
    expect(rows).toBeGreaterThan(2);
    expect(rows).toBeLessThan(3.5);
    expect(plans.every((plan, index) => index === 0 || plan.createdAt >= plans[index - 1]!.createdAt - 86_400)).toBe(true);
  });

  test('what needs no shipping is never shipped', () => {
    for (const { shipping, fulfilment } of plans) if (shipping === null) expect(fulfilment.shipped).toBe(false);
  });
});
