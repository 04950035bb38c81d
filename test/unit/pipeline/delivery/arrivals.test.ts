import { createArrivals } from '../../../../pipeline/delivery/arrivals';

test('a bulk has come once it is begun, for as long as it is in hand, and once more at its end', async () => {
  const arrivals = createArrivals();
  let end = (): void => undefined;
  expect(arrivals.since('product')).toBe(false);
  const taking = arrivals.during('product', () => new Promise<void>((resolve) => (end = resolve)));
  expect([arrivals.since('product'), arrivals.since('product'), arrivals.since('order')]).toEqual([true, true, false]);
  end();
  await taking;
  expect([arrivals.since('product'), arrivals.since('product')]).toEqual([true, false]);
});

test('one that cannot be taken has come too', async () => {
  const arrivals = createArrivals();
  await expect(arrivals.during('product', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([arrivals.since('product'), arrivals.since('product')]).toEqual([true, false]);
});
