import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseConfig } from '../../contracts/config';
import { startRun } from '../../scripts/rehearsal/drive-run';
import { prepareRun } from '../../scripts/rehearsal/prepare';
import { startKillable } from '../../scripts/rehearsal/program';
import { createEtaWatch, type EtaVerdict } from '../../scripts/rehearsal/watch-eta';
import { seedShop } from '../../scripts/seed/seed-shop';
import { useServers } from '../servers';

const servers = useServers({ own: true, parts: ['source', 'target', 'temporal'] });

/** What `status` says of the end of a real backfill when half of its rows are copied, against what it then takes. */
test('half way through, the time that is left is told within a quarter', async () => {
  const stack = servers.stack();
  const { host, port, rootUser: user, rootPassword: password } = stack.source!;
  await seedShop({ host, port, user, password, database: 'magento' }, { customers: 16_000, products: 4000, orders: 44_000, seed: 5, commerce: true });
  const dir = mkdtempSync(join(tmpdir(), 'banyan-estimate-'));
  const settings = await prepareRun(stack, { database: 'magento', target: 'platform_estimate' });
  const workers = startKillable({ name: 'workers', script: 'workers/main.ts', args: ['control', 'data', 'stream'], env: settings, log: join(dir, 'workers.log') });
  const run = await startRun(parseConfig(settings), { run: 'estimate', gates: 'auto', holds: { recheckSeconds: 2 } });
  const watch = createEtaWatch();
  let verdict: EtaVerdict | undefined;
  try {
    for (const end = Date.now() + 240_000; Date.now() < end && !(verdict = watch.verdict());) {
      const status = await run.status().catch(() => undefined);
      if (status) watch.see(status, Date.now());
      await setTimeout(200);
    }
    await run.tell('abort', 'the backfill is over');
  } finally {
    await run.close();
    await workers.stop();
  }
  console.log(JSON.stringify({ estimateAtHalf: verdict }));
  expect(verdict!.rows).toBeGreaterThan(900_000);
  expect(verdict!.atRows / verdict!.rows).toBeLessThan(0.65);
  expect(Math.abs(verdict!.errorPercent)).toBeLessThanOrEqual(25);
  rmSync(dir, { recursive: true });
}, 480_000);
