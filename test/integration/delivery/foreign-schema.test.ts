import { setTimeout } from 'node:timers/promises';
import { deadLetterTopic, type ChangeEvent } from '../../../contracts/change-event';
import { allEntities } from '../../../entities/all-entities';
import { targetTables } from '../../../entities/grammar/target-table';
import { announceKeys } from '../../../pipeline/delivery/announce-keys';
import { createSubscriber, type Subscriber } from '../../../pipeline/delivery/subscriber';
import { listDeadLetters } from '../../../pipeline/review-dead-letters';
import { useServers } from '../../servers';
import { addCustomer, openShop, type TestShop } from '../open-shop';

/** A publisher and a subscriber of different versions, as there are while one is upgraded after the other. */
const servers = useServers();
const patienceMs = 1500;

describe('events of another schema', () => {
  let shop: TestShop;
  let told: object[];
  let subscriber: Subscriber;

  beforeAll(async () => {
    shop = await openShop(servers);
    for (const id of [1, 2, 3]) await addCustomer(shop, id, `c${id}@example.com`);
  });
  afterAll(() => shop.close());
  beforeEach(() => {
    told = [];
    const definition = allEntities.find(({ name }) => name === 'customer')!;
    subscriber = createSubscriber({
      entities: [{ entity: 'customer', target: shop.context.targetOf('customer'), tables: targetTables(definition) }], foreignPatienceMs: patienceMs,
      publisher: { publish: async (topic, events) => { if (topic === deadLetterTopic) told.push(...events); } }, say: () => undefined,
    });
  });
  afterEach(() => subscriber.close());

  async function eventOf(key: number): Promise<ChangeEvent> {
    const events: object[] = [];
    await announceKeys(shop.context, { publish: async (_topic, own) => void events.push(...own) }, { entity: 'customer', keys: [key], trace: '' });
    return events[0] as ChangeEvent;
  }
  const foreign = (event: ChangeEvent): ChangeEvent => ({ ...event, schemaversion: '1.deadbeef' });
  const letters = () => listDeadLetters(shop.context, { limit: 10 });

  test('are handed out again, bury nothing, and keep those beside them from nothing', async () => {
    const [old, own] = [foreign(await eventOf(1)), await eventOf(2)];
    expect(await subscriber.receive('customer', [old, own])).toEqual(['RETRY', 'SUCCESS']);
    expect([told, await letters()]).toEqual([[], []]);
    expect(await shop.target('SELECT email FROM customer.customers')).toEqual([{ email: 'c2@example.com' }]);
  });

  test('are done with when the upgraded publisher has sent the aggregate again', async () => {
    const old = foreign(await eventOf(1));
    expect(await subscriber.receive('customer', [old])).toEqual(['RETRY']);
    expect(await subscriber.receive('customer', [await eventOf(1)])).toEqual(['SUCCESS']);
    await setTimeout(patienceMs);
    expect(await subscriber.receive('customer', [old])).toEqual(['SUCCESS']);
    expect([told, await letters()]).toEqual([[], []]);
  });

  test('become dead letters when nobody upgrades, and say which versions met', async () => {
    const old = foreign(await eventOf(3));
    expect(await subscriber.receive('customer', [old])).toEqual(['RETRY']);
    await setTimeout(patienceMs);
    expect(await subscriber.receive('customer', [old])).toEqual(['SUCCESS']);
    expect(await letters()).toEqual([expect.objectContaining({ entity: 'customer', key: 3, label: Number(old.label), error: expect.stringMatching(/schema 1\.deadbeef, this subscriber knows 1\./) })]);
    expect(told).toHaveLength(1);
    // It is settled by its dead letter: once is enough.
    expect(await subscriber.receive('customer', [old])).toEqual(['SUCCESS']);
    expect(told).toHaveLength(1);
  });
});
