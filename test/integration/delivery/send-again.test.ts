import { setTimeout } from 'node:timers/promises';
import { createDaprDelivery } from '../../../pipeline/delivery/dapr-delivery';
import type { Publisher } from '../../../pipeline/delivery/publisher';
import { useServers } from '../../servers';
import { addCustomer, openShop } from '../open-shop';
import { followShop } from '../schedules/follow-shop';

const servers = useServers();

/** A broker that loses everything, and is slow where something comes again. */
function createLosingPublisher(): Publisher {
  const known = new Set<string>();
  return {
    publish: async (_topic, events) => {
      const traces = events.map((event) => String((event as { traceparent?: string }).traceparent));
      if (traces.some((trace) => known.has(trace))) await setTimeout(400);
      for (const trace of traces) known.add(trace);
    },
  };
}

test('what is to be sent again keeps nobody from seeing what has arrived, though more becomes due all the time', async () => {
  const shop = await openShop(servers);
  const stream = await followShop(shop);
  const stop = new AbortController();
  try {
    const delivery = createDaprDelivery(shop.context, stream.following, { publisher: createLosingPublisher(), signal: stop.signal, safe: () => undefined, firstWaitMs: 100, longestWaitMs: 100 });
    let delivered = 0;
    const shopping = (async () => {
      for (; delivered < 60; delivered++) {
        await addCustomer(shop, delivered + 1, `c${delivered}@example.com`);
        for (const batch of await stream.read()) await delivery.deliver(batch);
      }
    })();
    while (delivered < 10) await setTimeout(20);
    await delivery.settle();
    expect(delivered).toBeLessThan(60);
    await shopping;
  } finally {
    stop.abort();
    await stream.close();
    await shop.close();
  }
});
