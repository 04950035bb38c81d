import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPublisher, type Publisher } from '../../../../pipeline/delivery/publisher';

interface Request { readonly path: string; readonly token: unknown; readonly entries: { entryId: string; event: { id: number } }[] }

let server: Server;
let requests: Request[];
let answer: () => number;
let words: string;

beforeEach(async () => {
  [requests, answer, words] = [[], () => 204, ''];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => void (body += part.toString()));
    request.on('end', () => {
      requests.push({ path: request.url!, token: request.headers['dapr-api-token'], entries: JSON.parse(body) as Request['entries'] });
      response.writeHead(answer()).end(words || undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => void server.close());

const publisher = (patienceMs = 5000): Publisher => createPublisher({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, pubsub: 'banyan', token: 'known', patienceMs });
const events = (count: number, text = ''): object[] => Array.from({ length: count }, (_, id) => ({ id, text }));
const ids = (): number[] => requests.flatMap(({ entries }) => entries.map(({ event }) => event.id));

test('events go in bulk, in order, each entry under a name of its own, with the token', async () => {
  await publisher().publish('migration.product.changed', events(450));
  expect(requests.map(({ entries }) => entries.length)).toEqual([200, 200, 50]);
  expect(ids()).toEqual(Array.from({ length: 450 }, (_, id) => id));
  for (const { entries } of requests) expect(new Set(entries.map(({ entryId }) => entryId)).size).toBe(entries.length);
  expect(requests[0]).toMatchObject({ path: '/v1.0-alpha1/publish/bulk/banyan/migration.product.changed', token: 'known' });
});

test.each([['x', 900_000], ['\u65e5', 300_000]])('a request is bounded in bytes as well, however many bytes %s takes', async (char, count) => {
  await publisher().publish('t', events(5, char.repeat(count)));
  expect(requests.map(({ entries }) => entries.length)).toEqual([2, 2, 1]);
});

test('what the sidecar refuses is sent again, and nothing behind it overtakes', async () => {
  let refusals = 2;
  answer = () => (refusals-- > 0 ? 500 : 204);
  await publisher().publish('t', events(250));
  expect(requests.map(({ entries }) => entries.length)).toEqual([200, 200, 200, 50]);
});

test('without events it asks whether they would be taken', async () => {
  await publisher().publish('t', []);
  expect(requests).toEqual([expect.objectContaining({ path: '/v1.0-alpha1/publish/bulk/banyan/t', entries: [] })]);
  answer = () => 401;
  await expect(publisher(150).publish('t', [])).rejects.toMatchObject({ failure: 'BrokerRefuses' });
});

test('a broker that is away for too long is a failure that may pass', async () => {
  answer = () => 500;
  await expect(publisher(150).publish('t', events(1))).rejects.toMatchObject({ failure: 'BrokerUnavailable', retryable: true });
});

test('a sidecar that is not there is told with the reason', async () => {
  const gone = createPublisher({ url: 'http://127.0.0.1:2', pubsub: 'banyan', patienceMs: 50 });
  await expect(gone.publish('t', events(1))).rejects.toMatchObject({ failure: 'BrokerUnavailable', message: expect.stringContaining('ECONNREFUSED') });
});

test('a refusal that lasts is a failure of its own, long before a broker that is away is given up', async () => {
  [answer, words] = [() => 401, 'invalid api token'];
  const began = Date.now();
  await expect(publisher(60_000).publish('t', events(1))).rejects.toMatchObject({ failure: 'BrokerRefuses', retryable: false, message: expect.stringContaining('BANYAN_DAPR_TOKEN') });
  expect(Date.now() - began).toBeLessThan(6000);
});

test('a refusal that passes at once is no failure', async () => {
  let refusals = 2;
  answer = () => (refusals-- > 0 ? 404 : 204);
  await publisher().publish('t', events(3));
  expect(ids()).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
});
