import { hasRange, isSettled, pickRange } from '../../../workflows/ranges/pick-range';
import type { EntityWork } from '../../../workflows/ranges/ranges-state';

const work = (entity: string, first: number, over: Partial<EntityWork> = {}): EntityWork =>
  ({ entity, first, count: 2, weight: 1, state: 'waiting', next: 0, redo: [], done: 0, aggregates: 0, rows: 0, refused: 0, mismatches: 0, ...over });

const all = (works: EntityWork[]): number[] => {
  const ordinals: number[] = [];
  for (let picked = pickRange(works); picked; picked = pickRange(works)) ordinals.push(picked.ordinal);
  return ordinals;
};

test('entities come in their order, interrupted ranges before new ones, each once', () => {
  expect(all([work('customer', 0), work('order', 2, { redo: [3], next: 2 }), work('review', 4)])).toEqual([0, 1, 3, 4, 5]);
});

test('what holds, was skipped or is done is left alone', () => {
  const works = [work('a', 0, { state: 'held' }), work('b', 2, { state: 'skipped', redo: [2] }), work('c', 4, { state: 'done', next: 2 })];
  expect(hasRange(works)).toBe(false);
  expect(all(works)).toEqual([]);
});

test('a part is settled when every entity is done or skipped; one that holds keeps it open', () => {
  expect(isSettled([work('a', 0, { state: 'done' }), work('b', 2, { state: 'skipped' })])).toBe(true);
  expect(isSettled([work('a', 0, { state: 'done' }), work('b', 2, { state: 'held' })])).toBe(false);
});
