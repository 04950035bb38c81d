import { isGreen, summarise, type Tally } from '../../../../scripts/test/tally';

const tally = (passed: number, failed: number): Tally => ({ stage: 'unit', passed, failed, skipped: 0, seconds: 1 });

test('the last line is the sum and nothing else', () => {
  expect(summarise([tally(3, 0), tally(4, 2)]).at(-1)).toBe('7 passed, 2 failed');
});
test('one failure is red', () => expect(isGreen([tally(3, 0), tally(4, 1)])).toBe(false));
test('nothing tried is red', () => expect(isGreen([])).toBe(false));
test('all passed is green', () => expect(isGreen([tally(3, 0)])).toBe(true));
