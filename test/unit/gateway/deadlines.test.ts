import { createDeadlines } from '../../../gateway/proxy/deadlines';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const due = (ms: number, expire: () => void) => ({ dueAt: performance.now() + ms, expire });

test('what takes too long is ended, at most a hundredth of a second late, and once', () => {
  const deadlines = createDeadlines();
  const ended: string[] = [];
  deadlines.add(due(100, () => ended.push('short')));
  deadlines.add(due(1_000, () => ended.push('long')));
  jest.advanceTimersByTime(99);
  expect(ended).toEqual([]);
  jest.advanceTimersByTime(11);
  expect(ended).toEqual(['short']);
  jest.advanceTimersByTime(5_000);
  expect(ended).toEqual(['short', 'long']);
});

test('what was over in time is not, and nothing ticks while nothing is under way', () => {
  const deadlines = createDeadlines();
  const expire = jest.fn();
  const one = due(50, expire);
  deadlines.add(one);
  deadlines.delete(one);
  jest.advanceTimersByTime(100);
  expect(expire).not.toHaveBeenCalled();
  expect(jest.getTimerCount()).toBe(0);
  deadlines.add(due(50, expire));
  jest.advanceTimersByTime(60);
  expect(expire).toHaveBeenCalledTimes(1);
});

test('work that is begun when another is ended is looked at as well', () => {
  const deadlines = createDeadlines();
  const second = jest.fn();
  deadlines.add(due(50, () => deadlines.add(due(50, second))));
  jest.advanceTimersByTime(120);
  expect(second).toHaveBeenCalledTimes(1);
});
