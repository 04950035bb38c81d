import { addMark, recentRate, type Mark } from '../../../workflows/ranges/recent-rate';

const marksOf = (pace: readonly (readonly [done: number, ms: number])[]): Mark[] => pace.reduce<Mark[]>((all, [done, ms]) => addMark(all, { done, ms }), []);

test('a cold start does not count once it lies in the first half', () => {
  expect(recentRate(marksOf([[10, 1000], [20, 1100], [30, 1200], [40, 1300]]))).toBe(0.1);
});

test('what is done in one piece has the rate of all of it', () => {
  expect(recentRate(marksOf([[10, 1000]]))).toBe(0.01);
  expect(recentRate([])).toBeUndefined();
  expect(recentRate(marksOf([[0, 1000]]))).toBeUndefined();
});

test('few marks reach back to the beginning of any run, and the newest is always there', () => {
  const marks = marksOf(Array.from({ length: 10_000 }, (_, at) => [at + 1, (at + 1) * 10]));
  expect(marks.length).toBeLessThanOrEqual(64);
  expect(marks.at(-1)).toEqual({ done: 10_000, ms: 100_000 });
  expect(marks[0]!.done).toBeLessThan(1000);
  expect(recentRate(marks)).toBeCloseTo(0.1, 10);
});

test('work that is to be done again starts the count anew', () => {
  const marks = addMark(marksOf([[10, 1000], [20, 2000]]), { done: 5, ms: 2100 });
  expect(marks).toEqual([{ done: 5, ms: 2100 }]);
});
