import { BanyanFailure } from '../../../../contracts/failures';
import { watchPublisher, type WatchedPublisher } from '../../../../pipeline/delivery/watch-publisher';

const url = 'http://127.0.0.1:3500';
let works = true;
let answer: () => Promise<void> = async () => undefined;
let watched: WatchedPublisher;

beforeEach(() => {
  [works, answer] = [true, async () => undefined];
  watched = watchPublisher({ publisher: { publish: () => answer() }, sidecar: { works: async () => works }, url });
});
afterEach(() => void jest.useRealTimers());

const publish = (): Promise<void> => watched.publish('migration.customer.changed', [{}]);

test('no trouble while events are taken, nor before any was sent', async () => {
  expect(await watched.trouble()).toBeUndefined();
  await publish();
  expect(await watched.trouble()).toBeUndefined();
});

test('what is not taken for two seconds is Redis while the sidecar answers, and the sidecar while it does not', async () => {
  jest.useFakeTimers({ now: 0 });
  let taken!: () => void;
  answer = () => new Promise((resolve) => { taken = resolve; });
  const publishing = publish();
  jest.setSystemTime(1500);
  expect(await watched.trouble()).toBeUndefined();
  jest.setSystemTime(2500);
  expect(await watched.trouble()).toMatchObject({ says: expect.stringContaining('Redis takes no events') });
  works = false;
  expect(await watched.trouble()).toMatchObject({ says: `the Dapr sidecar at ${url} does not answer, or is not ready`, remedy: expect.stringContaining('start it') });
  taken();
  await publishing;
  expect(await watched.trouble()).toBeUndefined();
});

test('a failure is remembered until events are taken again, and is passed on', async () => {
  answer = () => Promise.reject(new BanyanFailure('BrokerUnavailable', 'x'));
  await expect(publish()).rejects.toMatchObject({ failure: 'BrokerUnavailable' });
  expect(await watched.trouble()).toMatchObject({ says: expect.stringContaining('Redis') });
  answer = async () => undefined;
  await publish();
  expect(await watched.trouble()).toBeUndefined();
});

test('an empty bulk says nothing of events', async () => {
  answer = () => Promise.reject(new BanyanFailure('BrokerUnavailable', 'x'));
  await expect(watched.publish('migration.dlq', [])).rejects.toThrow();
  expect(await watched.trouble()).toBeUndefined();
  await expect(publish()).rejects.toThrow();
  answer = async () => undefined;
  await watched.publish('migration.dlq', []);
  expect(await watched.trouble()).toMatchObject({ says: expect.stringContaining('Redis') });
});

test('a refusal speaks for itself', async () => {
  answer = () => Promise.reject(new BanyanFailure('InvalidInput', 'the sidecar refuses events: another token'));
  await expect(publish()).rejects.toThrow();
  expect(await watched.trouble()).toMatchObject({ says: 'the sidecar refuses events: another token' });
});
