import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { expectedOfDump } from '../../scripts/accept/expected-of-dump';
import type { Expectation } from '../../scripts/rehearsal/accept-expected';
import { rehearse, type Outcome } from '../../scripts/rehearsal/rehearse';
import { seedShop } from '../../scripts/seed/seed-shop';
import { useServers } from '../servers';

/** What accept does with the quarantine of a dump, on a shop with one row that nothing can carry. */
describe('a shop with a bad row', () => {
  const servers = useServers({ own: true, parts: ['source', 'target', 'temporal'] });
  const orphan = { entity: 'attribute', table: 'eav_attribute_option', reason: 'its root row does not exist', count: 1, because: 'an option of no attribute' };
  let dir: string;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'banyan-expected-'));
    const { host, port, rootUser: user, rootPassword: password } = servers.stack().source!;
    await seedShop({ host, port, user, password, database: 'magento' }, { customers: 20, products: 20, orders: 20, seed: 3, traps: 'none' });
    const shop = await createConnection({ host, port, user, password, database: 'magento' });
    await shop.query('SET foreign_key_checks = 0');
    await shop.query('INSERT INTO eav_attribute_option (attribute_id, sort_order) VALUES (65535, 0)');
    await shop.end();
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const accept = (run: string, expected: Expectation): Promise<Outcome> =>
    rehearse({ stack: servers.stack(), database: 'magento', run, dir: join(dir, run), limitMs: 150_000, say: () => undefined, expected, plan: { acknowledge: ['server-id', 'backup'] } });

  test('fails when its list does not have the row, and says which', async () => {
    await expect(accept('more', [])).rejects.toThrow('more is in quarantine than expected:\n  attribute eav_attribute_option: its root row does not exist: 1 found, 0 expected');
  }, 200_000);

  test('passes when its list has it, and nothing more is accepted', async () => {
    const outcome = await accept('listed', [orphan]);
    expect(outcome.listed).toEqual({ more: [], fewer: [] });
    expect(outcome.green).toBe(true);
  }, 200_000);

  test('is only reported when nobody keeps a list of it', async () => {
    const outcome = await accept('unlisted', expectedOfDump('00'.repeat(32)));
    const { because: _, ...kind } = orphan;
    expect(outcome).toMatchObject({ listed: undefined, green: true, quarantine: [kind] });
  }, 200_000);
});
