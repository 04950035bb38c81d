import type { ChangeEvent } from '../../../contracts/change-event';
import { mostEventBytes } from '../../../contracts/event-limits';
import { createDaprDelivery } from '../../../pipeline/delivery/dapr-delivery';
import { drainDirty } from '../../../pipeline/drain-dirty';
import type { Token } from '../../../source/change-source';
import { useServers } from '../../servers';
import { addCustomer, openShop } from '../open-shop';
import { followShop } from '../schedules/follow-shop';

const servers = useServers();

/** Characters that are one byte in the shop and six on their way. */
const small = 30_000;
const large = 50_000;

test('an aggregate that is too large for an event is applied by the stream itself, and its batch is settled by that', async () => {
  const shop = await openShop(servers);
  await shop.magento.query('ALTER TABLE customer_entity ADD COLUMN biography mediumtext');
  await shop.context.reload();
  const stream = await followShop(shop);
  const stop = new AbortController();
  const published: ChangeEvent[] = [];
  const safe: Token[] = [];
  try {
    const delivery = createDaprDelivery(shop.context, stream.following, {
      publisher: { publish: async (_topic, events) => void published.push(...(events as ChangeEvent[])) }, signal: stop.signal, safe: (token) => void safe.push(token), firstWaitMs: 60_000,
    });
    await addCustomer(shop, 1, 'large@example.com');
    await shop.magento.query("UPDATE customer_entity SET biography = REPEAT('<', ?) WHERE entity_id = 1", [large]);
    const batches = await stream.read();
    for (const batch of batches) await delivery.deliver(batch);
    expect(published).toEqual([]);
    expect(await shop.target('SELECT entity_type, magento_id, reason FROM banyan.dirty_keys')).toEqual([{ entity_type: 'customer', magento_id: 1, reason: 'larger than an event may be' }]);
    await delivery.settle();
    expect(safe).not.toContain(batches.at(-1)!.token);

    expect(await drainDirty(shop.context, { limit: 500, isPaused: () => false })).toBe(1);
    expect(await shop.target("SELECT length(extra->>'biography') AS n FROM customer.customers")).toEqual([{ n: large }]);
    await delivery.settle();
    expect(safe.at(-1)).toBe(batches.at(-1)!.token);

    await shop.magento.query("UPDATE customer_entity SET biography = REPEAT('<', ?) WHERE entity_id = 1", [small]);
    for (const batch of await stream.read()) await delivery.deliver(batch);
    expect(published).toHaveLength(1);
    expect(Buffer.byteLength(JSON.stringify(published[0]).replaceAll('<', '\\u003c'))).toBeLessThan(mostEventBytes);
  } finally {
    stop.abort();
    await stream.close();
    await shop.close();
  }
});
