import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedShop } from '../../scripts/seed/seed-shop';
import { useServers } from '../servers';
import { rehearseGreen } from './rehearse-green';

const servers = useServers({ own: true, parts: ['source', 'target', 'temporal'] });

/** A whole run of a shop of Adobe Commerce, while people edit, make and delete products that have versions. */
test('a shop with content staging is migrated under live traffic, and every row in force is equal', async () => {
  const stack = servers.stack();
  const { host, port, rootUser: user, rootPassword: password } = stack.source!;
  await seedShop({ host, port, user, password, database: 'magento' }, { customers: 200, products: 120, orders: 200, seed: 13, commerce: true, staging: true });
  const dir = mkdtempSync(join(tmpdir(), 'banyan-staged-'));
  await rehearseGreen({
    stack, database: 'magento', run: 'staged', dir, limitMs: 240_000,
  });
  rmSync(dir, { recursive: true });
}, 420_000);
