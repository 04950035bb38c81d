import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedShop } from '../../scripts/seed/seed-shop';
import { readStackConfig } from '../../scripts/stack/config';
import { sayWhatIsLeftOut } from '../integration/conformance/readers';
import { useServers } from '../servers';
import { rehearseGreen } from './rehearse-green';

/**
 * A whole migration under live traffic by the parts that are not the default: Debezium reads the log, Dapr delivers over
 * Redis Streams. The same three judges compare every row.
 */
const database = 'magento';

sayWhatIsLeftOut();

(readStackConfig().debeziumHome === undefined ? describe.skip : describe)('a run with Debezium and Dapr', () => {
  const servers = useServers({ own: true, parts: ['source', 'target', 'temporal', 'dapr', 'debezium'] });

  test('carries a shop in use without a difference', async () => {
    const { host, port, rootUser: user, rootPassword: password } = servers.stack().source!;
    await seedShop({ host, port, user, password, database }, { customers: 300, products: 100, orders: 400, seed: 7, commerce: true });
    const dir = mkdtempSync(join(tmpdir(), 'banyan-other-way-'));
    await rehearseGreen({
      stack: servers.stack(), database, run: 'other-way', plan: { sourceReader: 'debezium', delivery: 'dapr' }, dir, limitMs: 180_000,
    });
    rmSync(dir, { recursive: true });
  }, 300_000);
});
