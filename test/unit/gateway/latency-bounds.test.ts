import { latencyBoundsMs, stretchOf, withinMs } from '../../../gateway/traffic/latency-bounds';

const counted = (...times: readonly number[]): number[] => {
  const counts = Array<number>(latencyBoundsMs.length + 1).fill(0);
  for (const ms of times) counts[stretchOf(ms)]! += 1;
  return counts;
};

test('nothing counted is not quick', () => expect(withinMs(counted(), 0.99)).toBeUndefined());

test('a share came within the upper end of its stretch, never less than it took', () => {
  expect(withinMs(counted(...Array<number>(99).fill(3), 180), 0.99)).toBe(5);
  expect(withinMs(counted(...Array<number>(98).fill(3), 180, 190), 0.99)).toBe(200);
  expect(withinMs(counted(200), 0.99)).toBe(200);
  expect(withinMs(counted(200.1), 0.99)).toBe(300);
});

test('what took longer than any bound is not given one', () => expect(withinMs(counted(60_000), 0.5)).toBe(Infinity));
