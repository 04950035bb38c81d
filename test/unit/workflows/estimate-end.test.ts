import fc from 'fast-check';
import { estimateEnd } from '../../../workflows/ranges/estimate-end';
import { addMark, recentRate, type Mark } from '../../../workflows/ranges/recent-rate';

test('there is no estimate before anything was measured', () => {
  expect(estimateEnd({ left: 10, rate: undefined, running: 0, after: 0, activeMs: 0, speeds: [] })).toBeUndefined();
});

test('the rate so far is what the rest is expected to take; few samples mean a wide band', () => {
  expect(estimateEnd({ left: 300, rate: 100 / 60_000, running: 0, after: 0, activeMs: 60_000, speeds: [1, 1] })).toEqual({ seconds: 180, low: 90, high: 360 });
});

test('even speeds narrow the band, uneven ones widen it', () => {
  const at = (speeds: number[]) => estimateEnd({ left: 100, rate: 0.001, running: 0, after: 0, activeMs: 100_000, speeds })!;
  expect(at([5, 5, 5, 5, 5])).toEqual({ seconds: 100, low: 91, high: 110 });
  expect(at([1, 9, 1, 9, 1, 9]).high).toBeGreaterThan(150);
});

test('at half time it is within a quarter of the truth when ranges differ by up to a half in speed', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 750, max: 1250 }), { minLength: 40, maxLength: 200 }), (ranges) => {
    const half = ranges.slice(0, ranges.length / 2);
    const rest = ranges.slice(half.length).reduce((sum, ms) => sum + ms, 0);
    let activeMs = 0;
    const marks = half.reduce<Mark[]>((all, ms, at) => addMark(all, { done: at + 1, ms: (activeMs += ms) }), []);
    const { seconds } = estimateEnd({ left: ranges.length - half.length, rate: recentRate(marks), running: 0, after: 0, activeMs, speeds: half.map((ms) => 1 / ms) })!;
    expect(Math.abs(seconds * 1000 - rest) / rest).toBeLessThan(0.25);
  }));
});

test('what ranges under way have done counts, and what follows the last one is added', () => {
  const pace = { left: 100, rate: 0.001, running: 0, after: 0, activeMs: 100_000, speeds: [] };
  expect(estimateEnd({ ...pace, running: 50 })!.seconds).toBe(50);
  expect(estimateEnd({ ...pace, after: 0.5 })!.seconds).toBe(200);
  expect(estimateEnd({ ...pace, left: 0, after: 0.5 })!.seconds).toBe(50);
});
