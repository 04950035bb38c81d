import { createIncrementIds } from '../../../../scripts/seed/sales/increment-ids';

describe('createIncrementIds', () => {
  test('formats as Magento does: no prefix for store 1, the store id for others, nine digits', () => {
    const increments = createIncrementIds();
    expect([increments.next('order', 1), increments.next('order', 1), increments.next('order', 4), increments.next('invoice', 1)]).toEqual([
      '000000001', '000000002', '4000000001', '000000001',
    ]);
  });

  test('never gives a number twice, leaves gaps, and knows the last one', () => {
    const increments = createIncrementIds();
    const taken = Array.from({ length: 500 }, () => Number(increments.next('order', 1)));
    expect(new Set(taken).size).toBe(500);
    expect(taken.at(-1)).toBeGreaterThan(500);
    expect(increments.last('order', 1)).toBe(taken.at(-1));
    expect(increments.last('shipment', 1)).toBe(0);
  });
});
