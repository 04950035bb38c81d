import { parsePlan } from '../../../contracts/plan';
import { refusalOf } from '../../../target/chosen-customers';

test('a cut is a real day, and off by default', () => {
  expect(parsePlan({ run: 'r' }).customersSince).toBeUndefined();
  expect(parsePlan({ run: 'r', customersSince: '2020-01-01' }).customersSince).toBe('2020-01-01');
  for (const wrong of ['2020-02-30', '01.01.2020', '2020', '2020-01-01 00:00:00', 5]) {
    expect(() => parsePlan({ run: 'r', customersSince: wrong })).toThrow(/customersSince: must be a day, as 2020-01-31/);
  }
});

test('targets that were filled keep their choice, and the refusal says which', () => {
  expect(refusalOf({ chosen: undefined, since: '2020-01-01', filled: false })).toBeUndefined();
  expect(refusalOf({ chosen: '2019-01-01', since: '2020-01-01', filled: false })).toBeUndefined();
  expect(refusalOf({ chosen: '2020-01-01', since: '2020-01-01', filled: true })).toBeUndefined();
  expect(refusalOf({ chosen: 'all', since: undefined, filled: true })).toBeUndefined();
  // Filled before anybody could choose: with all of them.
  expect(refusalOf({ chosen: undefined, since: undefined, filled: true })).toBeUndefined();
  expect(refusalOf({ chosen: undefined, since: '2020-01-01', filled: true })).toContain('begun with all customers, and this plan asks for customers created since 2020-01-01');
  expect(refusalOf({ chosen: '2020-01-01', since: undefined, filled: true })).toContain('start with the first choice again (customersSince 2020-01-01)');
});
