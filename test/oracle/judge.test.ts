import { judge } from '../../scripts/oracle/judge';
import type { Check, Numbers } from '../../scripts/oracle/oracle';

/** A check whose sides give the next number at each reading, and stay at the last. */
function checkOf(source: readonly string[], target: readonly string[]): Check {
  const reader = (values: readonly string[]) => {
    let at = 0;
    return async (): Promise<Numbers> => ({ rows: values[Math.min(at++, values.length - 1)]! });
  };
  return { group: 'orders', table: 'sales_order → order.orders', what: 'rows', source: reader(source), target: reader(target) };
}

test('what is equal at once is equal', async () => {
  expect(await judge(checkOf(['5'], ['5']), 1)).toEqual({ rows: '5', finding: undefined });
});

test('a target that still follows is given time', async () => {
  expect((await judge(checkOf(['5'], ['3', '3', '4', '5']), 1)).finding).toBeUndefined();
});

test('a difference that stays is told with both numbers', async () => {
  expect((await judge(checkOf(['5'], ['4']), 1)).finding?.differences).toEqual(['rows: 5 in the source, 4 in the target']);
});

test('a source that moves all the time is not called equal', async () => {
  const moving = Array.from({ length: 100 }, (_, index) => String(index));
  expect((await judge(checkOf(moving, ['-1']), 1)).finding?.differences[0]).toMatch(/never stood still/);
});

test('a moving source that the target reaches in between is equal', async () => {
  expect((await judge(checkOf(['1', '2', '3', '4', '5'], ['0', '3']), 1)).finding).toBeUndefined();
});
