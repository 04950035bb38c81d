import { passes, summaryOf } from '../../../../scripts/bench/backfill';
import type { Measured } from '../../../../scripts/bench/measure-round';
import { median } from '../../../../scripts/bench/median';

const measured = (contender: string, wall: number): Measured => ({ contender, wall, tool: 1, source: 2, target: 3, foreign: 0, foreignBefore: 0 });
const sizes = { orders: 10, items: 30, concurrency: 2, workers: 1 };

test('the median is the middle, or between the two middle ones', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('ratios say how many times faster than each of the others', () => {
  const rounds = [measured('pgloader', 30), measured('pgloader', 20), measured('pgloader', 100), measured('pipe', 9), measured('banyan', 10), measured('banyan', 10), measured('banyan', 90)];
  const summary = summaryOf(rounds, sizes);
  expect(summary.ratios).toEqual({ timesPgloader: 3, timesPipe: 0.9 });
  expect(summary.banyan).toEqual({ rounds: 3, wall: 10, cpu: { tool: 1, source: 2, target: 3 } });
});

test('passes at the gates and not below them', () => {
  expect(passes({ timesPgloader: 1.5, timesPipe: 0.6 })).toBe(true);
  expect(passes({ timesPgloader: 1.49, timesPipe: 2 })).toBe(false);
  expect(passes({ timesPgloader: 9, timesPipe: 0.59 })).toBe(false);
});

test('no round that counted is no pass', () => {
  expect(passes(summaryOf([measured('banyan', 1)], sizes).ratios)).toBe(false);
});
