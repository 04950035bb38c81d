import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedOfSeed } from '../../scripts/demo/expected-of-seed';
import { rehearse } from '../../scripts/rehearsal/rehearse';
import { seedShop } from '../../scripts/seed/seed-shop';
import { useServers } from '../servers';

const servers = useServers({ own: true, parts: ['source', 'target', 'temporal'] });

/** A whole run of a shop of Adobe Commerce, while people edit, make and delete products that have versions. */
test('a shop with content staging is migrated under live traffic, and every row in force is equal', async () => {
  const stack = servers.stack();
  const { host, port, rootUser: user, rootPassword: password } = stack.source!;
  await seedShop({ host, port, user, password, database: 'magento' }, { customers: 200, products: 120, orders: 200, seed: 13, commerce: true, staging: true });
  const dir = mkdtempSync(join(tmpdir(), 'banyan-staged-'));
  const said: string[] = [];
  const outcome = await rehearse({
    stack, database: 'magento', run: 'staged', rate: 25, dir, limitMs: 240_000, say: (line) => said.push(line), expected: expectedOfSeed,
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${said.join('\n')}`, { cause: error });
  });
  expect(outcome.proof.verification).toMatchObject({ green: true, mismatches: 0, notCompared: [] });
  expect(outcome.proof.oracleDifferences).toEqual([]);
  expect(outcome.shoppers!.verdict.differences).toEqual([]);
  expect(outcome.shoppers!.summary.acknowledged).toBeGreaterThan(100);
  expect(outcome.green).toBe(true);
  rmSync(dir, { recursive: true });
}, 420_000);
