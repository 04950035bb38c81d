import { setTimeout as pause } from 'node:timers/promises';
import { createLogShop } from './log-shop';
import { sayWhatIsLeftOut, settings, useLogServers } from './readers';

/** Longer than any reader waits for a sign of life from the server. */
const idleMs = 24_000;

sayWhatIsLeftOut();

// Of its own, so that nobody else writes to the log.
describe.each(['MariaDB', 'MySQL'])('a log of %s to which nobody writes', (name) => {
  const readers = settings.filter(({ source }) => source === name);
  const servers = useLogServers(readers.at(-1)!, true);

  it('keeps its readers, and brings them what comes after', async () => {
    const shops = [];
    for (const { reader } of readers) {
      const shop = await createLogShop(await servers.createSourceDatabase(), reader === 'debezium' ? servers.stack().debezium : undefined);
      shops.push({ shop, stream: await shop.open() });
    }
    await pause(idleMs);
    for (const { shop, stream } of shops) {
      await shop.sql("INSERT INTO m2_sales_order VALUES (1, 'a', 1, '')");
      expect((await shop.readOn(stream)).flatMap((batch) => batch.changes)).toHaveLength(1);
      await shop.close();
    }
  });
});
