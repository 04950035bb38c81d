import { percentile } from '../../../../scripts/bench/percentile';

test('is the smallest number that so many of a hundred do not exceed', () => {
  const numbers = Array.from({ length: 200 }, (_, at) => 200 - at);
  expect([0.5, 0.99, 1].map((part) => percentile(numbers, part))).toEqual([100, 198, 200]);
  expect(percentile([7], 0.01)).toBe(7);
});

test('no number is no percentile, and passes no gate', () => {
  expect(percentile([], 0.99)).toBeNaN();
});
