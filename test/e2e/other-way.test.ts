import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedOfSeed } from '../../scripts/demo/expected-of-seed';
import { rehearse } from '../../scripts/rehearsal/rehearse';
import { seedShop } from '../../scripts/seed/seed-shop';
import { readStackConfig } from '../../scripts/stack/config';
import { sayWhatIsLeftOut } from '../integration/conformance/readers';
import { useServers } from '../servers';

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
    const said: string[] = [];
    const outcome = await rehearse({
      stack: servers.stack(), database, run: 'other-way', plan: { sourceReader: 'debezium', delivery: 'dapr' }, rate: 25, dir, limitMs: 180_000,
      say: (line) => said.push(line), expected: expectedOfSeed,
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${said.join('\n')}\nlogs are in ${dir}`, { cause: error });
    });
    expect(outcome.proof.verification).toMatchObject({ green: true, mismatches: 0, notCompared: [] });
    expect(outcome.proof.oracleDifferences).toEqual([]);
    expect(outcome.shoppers!.verdict.differences).toEqual([]);
    expect(outcome.shoppers!.summary.acknowledged).toBeGreaterThan(100);
    expect(outcome.green).toBe(true);
    rmSync(dir, { recursive: true });
  }, 300_000);
});
