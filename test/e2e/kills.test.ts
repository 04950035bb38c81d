import { mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rehearsal } from '../../scripts/rehearsal/rehearse';
import { seedShop } from '../../scripts/seed/seed-shop';
import { connectTarget } from '../../target/connect';
import { useServers } from '../servers';
import { rehearseGreen } from './rehearse-green';
import { kills, reachPhase, type Scene } from './kills';
import { readStand, until } from './stand';

/**
 * A whole migration under live traffic; everything that can die is killed with work in hand, in each phase that lasts.
 * Then three judges compare every row: the verification, plain SQL, and the shoppers' account.
 */
const servers = useServers({ own: true, parts: ['source', 'target', 'temporal'] });
const database = 'magento';
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'banyan-kills-'));
  const { host, port, rootUser: user, rootPassword: password } = servers.stack().source!;
  await seedShop({ host, port, user, password, database }, { customers: 400, products: 100, orders: 600, seed: 7, commerce: true });
});
afterAll(() => {
  // Logs and accounts of a run that failed stay.
  if (readdirSync(dir).length === 0) rmdirSync(dir);
});

/** Chunks of ten, one after the other: there is always one in hand. */
const slowCopy = { rowsPerRange: 2_000, concurrency: 1, chunk: { chunk: 10, maxChunk: 10 } };

/** Migrates the shop; the work is done as soon as the run is in the phase. The outcome must be green. */
async function migrateWhile(phase: Scene['phase'], plan: Rehearsal['plan'], work: (scene: Scene) => Promise<void>): Promise<void> {
  const [stack, run] = [servers.stack(), `kills-${phase}`];
  await rehearseGreen({
    stack, database, run, plan, dir: join(dir, run), limitMs: 300_000,
    meanwhile: async ({ run: driven, workers, config }) => {
      const target = connectTarget(config.BANYAN_TARGET_URL, 4);
      try {
        await reachPhase({ driven, phase });
        await work({ run, phase, stack, target, workers, driven });
      } finally {
        await target.end();
      }
    },
  });
  rmSync(join(dir, run), { recursive: true });
}

const patienceMs = 480_000;

test('in the backfill, the workers, the stream, PostgreSQL, MariaDB and Temporal are killed, and no row is lost', () =>
  migrateWhile('backfill', slowCopy, async (scene) => {
    await until('the first chunk', async () => ((await readStand(scene.target, scene.run)).copied > 0 ? true : undefined));
    for (const kill of Object.values(kills)) await kill(scene);
  }), patienceMs);

test('in the catch-up, the workers, the stream, PostgreSQL, MariaDB and Temporal are killed, and no row is lost', () =>
  migrateWhile('catchUp', {}, async (scene) => {
    // A pause keeps the run where it is while the stream goes on.
    await scene.driven.tell('pause', 'servers are killed');
    for (const kill of Object.values(kills)) await kill(scene);
    await reachPhase(scene);
    await scene.driven.tell('resume', 'they are back');
  }), patienceMs);
