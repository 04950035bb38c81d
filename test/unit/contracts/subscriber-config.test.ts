import { parseSubscriberConfig } from '../../../contracts/config';

const env = { BANYAN_TARGET_URL: 'postgres://banyan@db:5432/platform' };

test.each(['127.0.0.1', '127.0.0.53', '::1', 'localhost', undefined])('on %s a subscriber may do without a token: only this machine reaches it', (host) => {
  expect(parseSubscriberConfig({ ...env, BANYAN_SUBSCRIBER_HOST: host }).BANYAN_SUBSCRIBER_TOKEN).toBeUndefined();
});

test.each(['0.0.0.0', '::', '10.0.0.7', '127.example.com', 'subscriber.internal'])('on %s it refuses to start without one, and says what to do', (host) => {
  expect(() => parseSubscriberConfig({ ...env, BANYAN_SUBSCRIBER_HOST: host })).toThrow(/BANYAN_SUBSCRIBER_TOKEN: must be set while BANYAN_SUBSCRIBER_HOST is .*APP_API_TOKEN/);
  const token = 'a-token-that-is-long-enough';
  expect(parseSubscriberConfig({ ...env, BANYAN_SUBSCRIBER_HOST: host, BANYAN_SUBSCRIBER_TOKEN: token }).BANYAN_SUBSCRIBER_TOKEN).toBe(token);
});
