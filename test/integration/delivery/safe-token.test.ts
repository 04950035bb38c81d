import type { ChangeEvent } from '../../../contracts/change-event';
import { allEntities } from '../../../entities/all-entities';
import { targetTables } from '../../../entities/grammar/target-table';
import { applyEvents } from '../../../pipeline/delivery/apply-events';
import { createDaprDelivery } from '../../../pipeline/delivery/dapr-delivery';
import { streamName } from '../../../pipeline/wait-for-stream';
import type { Token } from '../../../source/change-source';
import { withTarget } from '../../../target/connect';
import { readStream } from '../../../target/stream-token';
import { useServers } from '../../servers';
import { addCustomer, openShop } from '../open-shop';
import { followShop } from '../schedules/follow-shop';

/** What a reader of the log may store as its own position: nothing that is only with the broker. */
const servers = useServers();

test('a batch is safe once it is in the target and its token is stored, not when it is published', async () => {
  const shop = await openShop(servers);
  const stream = await followShop(shop);
  const stop = new AbortController();
  const published: ChangeEvent[] = [];
  const safe: Token[] = [];
  const stored = async (): Promise<unknown> => (await withTarget(shop.context.control, (client) => readStream(client, streamName)))?.token;
  try {
    const delivery = createDaprDelivery(shop.context, stream.following, {
      publisher: { publish: async (_topic, events) => void published.push(...(events as ChangeEvent[])) }, signal: stop.signal, safe: (token) => void safe.push(token), firstWaitMs: 60_000,
    });
    await delivery.settle();
    const before = await stored();
    await addCustomer(shop, 1, 'one@example.com');
    const batches = await stream.read();
    for (const batch of batches) await delivery.deliver(batch);
    await delivery.settle();
    expect(published).toHaveLength(1);
    const withRows = batches.findIndex(({ changes }) => changes.length > 0);
    // What came before it was settled at once: there was nothing in it.
    expect(safe).toEqual(withRows > 0 ? [batches[withRows - 1]!.token] : []);
    expect(await stored()).toEqual(withRows > 0 ? batches[withRows - 1]!.token : before);

    const tables = targetTables(allEntities.find(({ name }) => name === 'customer')!);
    await applyEvents({ entity: 'customer', target: shop.context.targetOf('customer'), tables }, published);
    await delivery.settle();
    expect(safe.at(-1)).toBe(batches.at(-1)!.token);
    expect(await stored()).toEqual(batches.at(-1)!.token);
  } finally {
    stop.abort();
    await stream.close();
    await shop.close();
  }
});
