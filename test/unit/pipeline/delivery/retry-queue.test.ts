import type { ChangeEvent } from '../../../../contracts/change-event';
import { createRetryQueue, type Failing } from '../../../../pipeline/delivery/retry-queue';

const failing = (key: number, attempts: number, label = 1): Failing => (
  { event: { entity: 'product', entitykey: String(key), label: String(label) } as ChangeEvent, attempts, firstSeen: new Date(label) });

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
  jest.advanceTimersByTime(1000);
  expect(again).toEqual([2]);
  expect(queue.add(failing(2, 1))).toBe(true);
});

test('an aggregate that changes all the time is tried when its turn comes, with its newest event, and comes to an end', () => {
  const tried: Failing[] = [];
  const queue = createRetryQueue({ firstMs: 200, most: 10, again: (failing) => {
    tried.push(failing);
    if (failing.attempts < 3) queue.add({ ...failing, attempts: failing.attempts + 1 });
  } });
  // Every 50 ms another event of it comes and fails; out of order, as brokers hand them out.
  for (let at = 0; at < 1400; at += 50) {
    queue.add(failing(1, 1, at % 100 === 0 ? at + 100 : at));
    jest.advanceTimersByTime(50);
  }
  expect(tried.slice(0, 3).map(({ attempts, event, firstSeen }) => ({ attempts, label: event.label, firstSeen: firstSeen.getTime() }))).toEqual([
    { attempts: 1, label: '200', firstSeen: 50 }, { attempts: 2, label: '600', firstSeen: 50 }, { attempts: 3, label: '1400', firstSeen: 50 },
  ]);
});

test('nothing is tried again after the end', () => {
  const queue = createRetryQueue({ firstMs: 100, most: 10, again: () => { throw new Error('tried again'); } });
  queue.add(failing(1, 1));
  queue.close();
  jest.advanceTimersByTime(1000);
});
