import { sayEvery } from '../../../../scripts/rehearsal/say-every';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a long step is heard now and then, and only while it goes on and moves', () => {
  const said: string[] = [];
  let at: number | undefined;
  const stop = sayEvery(1000, (line) => void said.push(line), () => (at === undefined ? undefined : `at ${at}`));
  jest.advanceTimersByTime(1000);
  at = 1;
  jest.advanceTimersByTime(3000);
  at = 2;
  jest.advanceTimersByTime(1000);
  stop();
  at = 3;
  jest.advanceTimersByTime(5000);
  expect(said).toEqual(['at 1', 'at 2']);
});
