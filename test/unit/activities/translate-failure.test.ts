import { CancelledFailure, type ApplicationFailure } from '@temporalio/common';
import { translateFailure } from '../../../activities/translate-failure';
import { BanyanFailure, failures, type FailureName } from '../../../contracts/failures';

const at = (attempt: number, cancelled = false) => ({ attempt, cancelled });

test.each(Object.keys(failures) as FailureName[])('%s keeps its name, its remedy and whether to try again', (name) => {
  const failure = translateFailure(new BanyanFailure(name, 'message'), at(1)) as ApplicationFailure;
  expect(failure).toMatchObject({ type: name, message: 'message', nonRetryable: !failures[name].retryable, details: [{ remedy: failures[name].remedy }] });
});

test('causes stay behind, because errors of drivers quote rows', () => {
  const cause = Object.assign(new Error("Duplicate entry 'jane@example.com'"), { code: 'ER_DUP_ENTRY' });
  expect(JSON.stringify(translateFailure(new BanyanFailure('ConstraintViolated', 'a constraint is violated', cause), at(1)))).not.toContain('jane');
});

test('an unknown error of a driver is told by its code alone', () => {
  const error = Object.assign(new Error('value too long: jane@example.com'), { code: '22001' });
  const failure = translateFailure(error, at(1)) as ApplicationFailure;
  expect(failure.type).toBe('Unknown');
  expect(failure.message).toMatch(/^Error 22001 in .*translate-failure\.test\.ts/);
  expect(failure.message).not.toContain('jane');
});

test('an unknown error is tried a few times, then it is for a person', () => {
  const of = (attempt: number) => (translateFailure(new TypeError('x is not a function'), at(attempt)) as ApplicationFailure).nonRetryable;
  expect([1, 5, 6, 60].map(of)).toEqual([false, false, true, true]);
});

test('what is thrown because an activity was cancelled is a cancellation', () => {
  expect(translateFailure(new Error('aborted'), at(1, true))).toBeInstanceOf(CancelledFailure);
});
