import type { ChangeEvent } from '../../../../contracts/change-event';
import { createRetryQueue, type Failing } from '../../../../pipeline/delivery/retry-queue';

const failing = (key: number, attempts: number): Failing => (
  { event: { entity: 'product', entitykey: String(key) } as ChangeEvent, attempts, firstSeen: new Date(0) });

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('each retry waits twice as long as the one before', () => {
  const again: number[] = [];
  const queue = createRetryQueue({ firstMs: 100, most: 10, again: ({ attempts }) => void again.push(attempts) });
  for (const [attempts, ms] of [[1, 100], [2, 200], [3, 400]] as const) {
    queue.add(failing(1, attempts));
    jest.advanceTimersByTime(ms - 1);
    expect(again).not.toContain(attempts);
    jest.advanceTimersByTime(1);
    expect(again).toContain(attempts);
  }
});

test('an aggregate waits once, and only so many wait', () => {
  const again: number[] = [];
  const queue = createRetryQueue({ firstMs: 100, most: 1, again: ({ attempts }) => void again.push(attempts) });
  expect(queue.add(failing(1, 1))).toBe(true);
  expect(queue.add(failing(1, 2))).toBe(true);
  expect(queue.add(failing(2, 1))).toBe(false);
  expect(queue.waiting(failing(1, 0).event)?.attempts).toBe(2);
  jest.advanceTimersByTime(1000);
  expect(again).toEqual([2]);
  expect(queue.waiting(failing(1, 0).event)).toBeUndefined();
});

test('nothing is tried again after the end', () => {
  const queue = createRetryQueue({ firstMs: 100, most: 10, again: () => { throw new Error('tried again'); } });
  queue.add(failing(1, 1));
  queue.close();
  jest.advanceTimersByTime(1000);
});
