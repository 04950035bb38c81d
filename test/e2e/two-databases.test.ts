import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedShop } from '../../scripts/seed/seed-shop';
import { Client } from 'pg';
import { useServers } from '../servers';
import { rehearseGreen } from './rehearse-green';

const servers = useServers({ own: true, parts: ['source', 'target', 'temporal'] });

/** A whole run, from pre-flight to proof, into two databases, while shoppers write to aggregates of both. */
test('a shop is migrated under live traffic into two databases, and every row of both is equal', async () => {
  const stack = servers.stack();
  const { host, port, rootUser: user, rootPassword: password } = stack.source!;
  await seedShop({ host, port, user, password, database: 'magento' }, { customers: 200, products: 80, orders: 300, seed: 11, commerce: true });
  const dir = mkdtempSync(join(tmpdir(), 'banyan-two-'));
  await rehearseGreen({
    stack, database: 'magento', run: 'two', apart: ['order', 'payment', 'warehouse', 'review'], dir, limitMs: 240_000,
  });
  for (const [database, own, other] of [['platform_two', 'customer.customers', '"order".orders'], ['platform_two_apart', '"order".orders', 'customer.customers']] as const) {
    const client = new Client({ ...stack.target!, database });
    await client.connect();
    try {
      const { rows } = await client.query(`SELECT to_regclass($1) IS NOT NULL AS own, to_regclass($2) IS NOT NULL AS other,
        (SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated) AS unproven, (SELECT count(*) FROM banyan.heals) AS heals, (SELECT count(*) FROM banyan.dirty_keys) AS dirty`, [own, other]);
      expect(rows).toEqual([{ own: true, other: false, unproven: '0', heals: '0', dirty: '0' }]);
      expect(Number((await client.query(`SELECT count(*) AS n FROM ${own}`)).rows[0].n)).toBeGreaterThan(100);
    } finally {
      await client.end();
    }
  }
  rmSync(dir, { recursive: true });
}, 420_000);
