import { createDeliveryJudge, patienceMs, secondSendMs } from '../../../../pipeline/delivery/judge-delivery';

const never = (): boolean => false;
const sent = (entity: string, at: number, batches = 1) => ({ entity, batches, publishedLabel: 1, sentAt: new Date(at) });

/** Looks once a second while an entity is sent at the given seconds. @returns the second at which it was found stuck. */
function stuckAfter(seconds: number, sends: readonly number[], arrivals: readonly number[] = []): number | undefined {
  const judge = createDeliveryJudge();
  for (let second = 0; second <= seconds; second++) {
    const last = Math.max(-1, ...sends.filter((at) => at <= second));
    if (judge.look([sent('product', last)], () => arrivals.includes(second), second * 1000).length > 0) return second;
  }
  return undefined;
}

test('what is sent again and again and never comes is stuck', () => {
  expect(stuckAfter(60, Array.from({ length: 60 }, (_, at) => at))).toBe(1 + (secondSendMs + patienceMs) / 1000);
});

test('a quiet shop is found by what is sent again after five and ten seconds', () => {
  expect(stuckAfter(60, [1, 6, 16])).toBe(6 + patienceMs / 1000);
});

test('one send proves nothing: broker or subscriber may have been away', () => {
  expect(stuckAfter(60, [1])).toBeUndefined();
  expect(stuckAfter(60, [1, 2])).toBeUndefined();
});

test('whatever comes in between begins the time anew', () => {
  const sends = Array.from({ length: 60 }, (_, at) => at);
  expect(stuckAfter(60, sends, [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60])).toBeUndefined();
  expect(stuckAfter(60, sends, [5])).toBe(6 + (secondSendMs + patienceMs) / 1000);
});

test('nothing is known of sends from before the first look', () => {
  const judge = createDeliveryJudge();
  for (let second = 0; second < 60; second++) expect(judge.look([sent('product', 0)], never, second * 1000)).toEqual([]);
});

test('what is settled, or no longer told of, is not stuck', () => {
  const judge = createDeliveryJudge();
  const look = (second: number, batches: number) => judge.look([sent('product', second, batches)], never, second * 1000);
  for (let second = 0; second < 60; second++) expect(look(second, second % 9 === 0 ? 0 : 1)).toEqual([]);
  for (let second = 60; second < 120; second++) expect(second % 9 === 0 ? judge.look([], never, second * 1000) : look(second, 1)).toEqual([]);
});

test('entities are told apart', () => {
  const judge = createDeliveryJudge();
  let stuck: string[] = [];
  for (let second = 0; second <= 20; second++) stuck = judge.look([sent('product', second), sent('order', second)], (entity) => entity === 'order', second * 1000);
  expect(stuck).toEqual(['product']);
  judge.forget();
  expect(judge.look([sent('product', 21)], never, 21_000)).toEqual([]);
});
