import type { ChangeEvent } from '../../../contracts/change-event';
import { parseSubscriberConfig } from '../../../contracts/config';
import { mostBulkBytes, mostEventsInBulk } from '../../../contracts/event-limits';
import { announceKeys } from '../../../pipeline/delivery/announce-keys';
import { startSubscriber, type RunningSubscriber } from '../../../workers/subscribe';
import { useServers } from '../../servers';
import { addCustomer, openShop, type TestShop } from '../open-shop';

/** The subscriber as its sidecar sees it: over HTTP, on a real target. */
const servers = useServers();
const token = 'the-token-of-this-sidecar';

describe('the subscriber', () => {
  let shop: TestShop;
  let subscriber: RunningSubscriber;
  let said: string[];

  beforeAll(async () => {
    shop = await openShop(servers);
    for (const id of [1, 2, 3]) await addCustomer(shop, id, `c${id}@example.com`);
  });
  beforeEach(async () => {
    said = [];
    const { host, port, user, password, database } = shop.config.BANYAN_TARGET_URL;
    const config = parseSubscriberConfig({
      BANYAN_TARGET_URL: `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`,
      BANYAN_SUBSCRIBER_PORT: '1', BANYAN_SUBSCRIBER_TOKEN: token, BANYAN_DAPR_URL: 'http://127.0.0.1:2',
    });
    subscriber = await startSubscriber({ ...config, BANYAN_SUBSCRIBER_PORT: 0 }, (line) => said.push(line));
  });
  afterEach(() => subscriber.stop());
  afterAll(() => shop.close());

  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${subscriber.port}${path}`, { ...init, headers: { 'dapr-api-token': token, ...init.headers } });
  const post = (path: string, body: string, headers = {}): Promise<Response> => ask(path, { method: 'POST', body, headers });
  const bulkOf = (events: readonly unknown[]): string => JSON.stringify({ entries: events.map((event, id) => ({ entryId: String(id), event })) });
  const emails = async (): Promise<unknown[]> => (await shop.target('SELECT email FROM customer.customers ORDER BY email')).map(({ email }) => email);

  async function eventsOf(...keys: readonly number[]): Promise<ChangeEvent[]> {
    const events: object[] = [];
    await announceKeys(shop.context, { publish: async (_topic, own) => void events.push(...own) }, { entity: 'customer', keys, trace: '' });
    return events as ChangeEvent[];
  }

  test('takes nothing from whoever shows another token or none, writes nothing, and says so once, without a token', async () => {
    const body = bulkOf(await eventsOf(1));
    for (const headers of [{ 'dapr-api-token': 'another-token-of-somebody' }, { 'dapr-api-token': '' }]) {
      expect((await post('/events/customer', body, headers)).status).toBe(401);
      expect((await ask('/dapr/subscribe', { headers })).status).toBe(401);
    }
    expect((await fetch(`http://127.0.0.1:${subscriber.port}/events/customer`, { method: 'POST', body })).status).toBe(401);
    expect(await emails()).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/APP_API_TOKEN.*BANYAN_SUBSCRIBER_TOKEN/)]);
    expect(said[0]).not.toMatch(/the-token-of|another-token-of/);
  });

  test('takes them from its sidecar, and asks for bulks that it can take', async () => {
    expect(await (await ask('/dapr/subscribe')).json()).toContainEqual({
      pubsubname: 'banyan', topic: 'migration.customer.changed', route: '/events/customer', bulkSubscribe: { enabled: true, maxMessagesCount: mostEventsInBulk, maxAwaitDurationMs: 20 },
    });
    const answer = await post('/events/customer', bulkOf(await eventsOf(1, 2)));
    expect(await answer.json()).toEqual({ statuses: [{ entryId: '0', status: 'SUCCESS' }, { entryId: '1', status: 'SUCCESS' }] });
    expect(await emails()).toEqual(['c1@example.com', 'c2@example.com']);
  });

  test.each([['GET', '/events/customer'], ['POST', '/events/nobody'], ['POST', '/events/customer/order'], ['GET', '/'], ['POST', '/dapr/subscribe'], ['GET', '/dapr/config']])('knows no %s %s', async (method, path) => {
    expect((await ask(path, { method, ...(method === 'POST' ? { body: bulkOf([]) } : {}) })).status).toBe(404);
  });

  test.each(['{"entries": [{"entryId": "1", "event": {"email": "secret@example.com"', 'words', '{"entries": 7}', '[]', ''])('answers %j with 400, and does not repeat it', async (body) => {
    expect((await post('/events/customer', body)).status).toBe(400);
    expect(said).toEqual([expect.stringContaining('not JSON')]);
    expect(said.join()).not.toContain('secret');
  });

  test('answers what is larger than bulks of events are with 413, and goes on', async () => {
    const answer = await post('/events/customer', 'x'.repeat(mostBulkBytes + 1));
    expect(answer.status).toBe(413);
    expect(said).toEqual([expect.stringContaining(`${mostBulkBytes + 1} bytes`)]);
    expect((await post('/events/customer', bulkOf(await eventsOf(3)))).status).toBe(200);
    expect(await emails()).toContain('c3@example.com');
  });
});
