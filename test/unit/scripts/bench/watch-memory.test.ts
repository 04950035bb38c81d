import { growthOf } from '../../../../scripts/bench/watch-memory';

test('growth is what the second half needs beyond the first; less is none', () => {
  expect(growthOf([10, 50, 20, 70])).toBe(20);
  expect(growthOf([90, 50, 20, 70])).toBe(0);
});
