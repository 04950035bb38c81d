import { refusalOf } from '../../../../pipeline/delivery/refusal-of';

const asked = { url: 'http://127.0.0.1:3500', pubsub: 'banyan', topic: 'migration.order.changed', bytes: 2_000_000, token: true };
/** Errors as daprd 1.16 words them. */
const dapr = (errorCode: string, message: string): string => JSON.stringify({ errorCode, message, details: [] });

test.each([
  [401, 'invalid api token\n', /another API token than BANYAN_DAPR_TOKEN.*DAPR_API_TOKEN/],
  [403, dapr('ERR_PUBSUB_FORBIDDEN', 'topic t is not allowed for app id banyan'), /component banyan .*migration\.order\.changed.*publishingScopes/],
  [404, dapr('ERR_PUBSUB_NOT_FOUND', 'pubsub banyan is not found'), /no PubSub component named banyan.*BANYAN_DAPR_PUBSUB/],
  [400, dapr('ERR_PUBSUB_NOT_CONFIGURED', 'pubsub banyan is not configured'), /no PubSub component named banyan/],
  [400, dapr('ERR_PUBSUB_EVENTS_SER', 'error when unmarshaling the request for topic t pubsub p: stream too large'), /2000000 bytes.*--max-body-size 4Mi/],
  [413, '', /2000000 bytes.*--max-body-size/],
  [404, '<html>nginx</html>', /no Dapr sidecar.*BANYAN_DAPR_URL/],
  [400, dapr('ERR_PUBSUB_EVENTS_SER', "invalid character 's' in secret@example.com"), /look at its log/],
])('%d %s is told with what is wrong, where, and what to do', (status, body, told) => {
  const failure = refusalOf({ status, body }, asked)!;
  expect(failure).toMatchObject({ failure: 'BrokerRefuses', retryable: false });
  expect(failure.message).toMatch(told);
  expect(failure.message).toContain('http://127.0.0.1:3500');
  expect(failure.message).not.toContain('secret@example.com');
});

test('a sidecar that asks for a token of somebody who has none says so', () => {
  expect(refusalOf({ status: 401, body: '' }, { ...asked, token: false })!.message).toMatch(/asks for an API token; set BANYAN_DAPR_TOKEN/);
});

test.each([200, 204, 408, 425, 429, 500, 503])('%d may pass by itself', (status) => {
  expect(refusalOf({ status, body: '' }, asked)).toBeUndefined();
});
