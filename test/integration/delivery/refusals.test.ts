import { setTimeout } from 'node:timers/promises';
import { createPublisher, type Publisher } from '../../../pipeline/delivery/publisher';
import { statedEntities } from '../../../pipeline/entity-states';
import { useServers } from '../../servers';
import { addCustomer } from '../open-shop';
import { askRedis } from './ask-redis';
import { openDaprShop, type DaprShop } from './dapr-shop';

/** A real sidecar that refuses, and a subscriber that does: told by name, and nothing is lost once it is set right. */
const servers = useServers({ own: true, parts: ['source', 'target', 'redis', 'dapr'] });

describe('what a sidecar refuses', () => {
  const event = (text: string): object => ({ specversion: '1.0', id: '1', source: 'test', type: 'test', data: { text } });
  const publisher = (over: { pubsub?: string; token?: string }): Publisher => {
    const { url, token } = servers.stack().dapr!;
    return createPublisher({ url, pubsub: 'banyan', token, ...over });
  };

  test.each([
    ['another token', { token: 'another-token' }, /another API token than BANYAN_DAPR_TOKEN/],
    ['no token', { token: undefined }, /asks for an API token/],
    ['a component that it does not have', { pubsub: 'elsewhere' }, /no PubSub component named elsewhere/],
  ])('%s is a failure that names what is wrong', async (_, over, told) => {
    // Already when it is only asked, before there is anything to send.
    for (const events of [[event('x')], []]) {
      await expect(publisher(over).publish('migration.test.changed', events)).rejects.toMatchObject({ failure: 'BrokerRefuses', message: expect.stringMatching(told) });
    }
  });

  test('one that would take events says so, and nothing is sent by asking', async () => {
    await publisher({}).publish('migration.asked.changed', []);
    expect(await askRedis(servers.stack().redis!, 'EXISTS', 'migration.asked.changed')).toBe(':0');
  });

  test('a request that is larger than it takes is a failure that names size and setting', async () => {
    await expect(publisher({}).publish('migration.test.changed', [event('x'.repeat(17 << 20))])).rejects.toMatchObject({ failure: 'BrokerRefuses', message: expect.stringMatching(/178\d{5} bytes.*--max-body-size/) });
  });
});

describe('a stream', () => {
  let dapr: DaprShop;
  let lastId = 0;

  beforeAll(async () => {
    dapr = await openDaprShop(servers);
    // Nothing comes of a subscription that nobody asked for yet.
    for (const end = Date.now() + 30_000; (await askRedis(servers.stack().redis!, 'EXISTS', 'migration.customer.changed')) !== ':1' && Date.now() < end;) await setTimeout(50);
  });
  afterAll(() => dapr.close());

  async function shopFor(customers: number): Promise<void> {
    for (let count = 0; count < customers; count++) await addCustomer(dapr.shop, ++lastId, `c${lastId}@example.com`);
  }

  test('that its sidecar refuses ends with the reason, pauses no entity, and goes on where it stood', async () => {
    const { url } = servers.stack().dapr!;
    const first = dapr.follow();
    await dapr.settled();
    await shopFor(5);
    await dapr.settled();
    await first.stop();
    const refused = dapr.follow(createPublisher({ url, pubsub: 'banyan', token: 'another-token' }));
    await shopFor(5);
    await expect(refused.ended).rejects.toMatchObject({ failure: 'BrokerRefuses', retryable: false });
    expect(await statedEntities(dapr.shop.context)).toEqual([]);
    const mended = dapr.follow();
    await dapr.settled();
    expect(await dapr.proveEqual('customer')).toBe(lastId);
    await mended.stop();
  });

  test('whose subscriber was given another token says so there, and everything comes when it has the right one', async () => {
    await dapr.subscriber.kill();
    const following = dapr.follow();
    await dapr.settled();
    const stranger = dapr.startSubscriber({ BANYAN_SUBSCRIBER_TOKEN: 'another-token-of-somebody' });
    try {
      await shopFor(5);
      const said = await stranger.said(/APP_API_TOKEN.*BANYAN_SUBSCRIBER_TOKEN/);
      expect(said).not.toMatch(/another-token-of/);
      expect(await dapr.shop.target("SELECT count(*)::int AS n FROM customer.customers")).toEqual([{ n: lastId - 5 }]);
    } finally {
      await stranger.stop();
    }
    dapr.subscriber.start();
    await dapr.settled();
    expect(await dapr.proveEqual('customer')).toBe(lastId);
    await following.stop();
  });
});
