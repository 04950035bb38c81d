import { overrideIndex } from '../../../../entities/grammar/override-index';

const uuid = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
const overrides = new Map([[30, uuid('1')], [10, uuid('f')], [20, uuid('5')]]);
const index = overrideIndex(overrides);

test('keys are found by id, ids by keys and by where they sort', () => {
  expect([index.keyOf(uuid('5')), index.keyOf(uuid('6'))]).toEqual([20, undefined]);
  expect(index.ofKeys(10, 20)).toEqual([uuid('f'), uuid('5')]);
  expect(index.ofKeys(11, 19)).toEqual([]);
  expect(index.between(uuid('1'), uuid('5'))).toEqual([uuid('1')]);
  expect(index.between(uuid('2'), undefined)).toEqual([uuid('5'), uuid('f')]);
});

test('an index is made once for the same overrides, and of none for nothing', () => {
  expect(overrideIndex(overrides)).toBe(index);
  expect(overrideIndex(undefined).ofKeys(0, 2 ** 48)).toEqual([]);
});
