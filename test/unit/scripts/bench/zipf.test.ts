import { createZipf } from '../../../../scripts/bench/zipf';
import { createRandom } from '../../../../scripts/shoppers/random';

test('draws each rank as often as its weight says, and none outside', () => {
  const draw = createZipf(4, 1, createRandom(1).next);
  const seen = [0, 0, 0, 0, 0];
  for (let n = 0; n < 25_000; n += 1) seen[draw()]! += 1;
  expect(seen[0]).toBe(0);
  // 1 + 1/2 + 1/3 + 1/4 = 25/12.
  [12_000, 6000, 4000, 3000].forEach((wanted, rank) => expect(Math.abs(seen[rank + 1]! - wanted)).toBeLessThan(300));
});

test('the ends of chance are the first and the last rank', () => {
  expect(createZipf(1000, 0.9, () => 0)()).toBe(1);
  expect(createZipf(1000, 0.9, () => 1 - 2 ** -53)()).toBe(1000);
});
