import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printProof } from '../../scripts/prove-stream/print-proof';
import { proveStream } from '../../scripts/prove-stream/prove-stream';
import { seedShop } from '../../scripts/seed/seed-shop';
import { useServers } from '../servers';

/** Twenty kills at random moments along the way of a change; `npm run prove:stream` does two hundred. */
const servers = useServers({ own: true, parts: ['source', 'target', 'redis', 'dapr'] });
const seed = 20;

test('source, publisher, broker and subscriber are killed at random moments, and no row is lost or wrong', async () => {
  const stack = servers.stack();
  const { host, port, rootUser: user, rootPassword: password } = stack.source!;
  await seedShop({ host, port, user, password, database: 'magento' }, { customers: 200, products: 60, orders: 300, seed: 1, commerce: true, traps: 'none' });
  const dir = mkdtempSync(join(tmpdir(), 'banyan-prove-stream-'));
  const said: string[] = [];
  const proof = await proveStream({
    stack, database: 'magento', kills: 20, seed, rate: 25, delivery: 'dapr', reader: 'binlog', dir, say: (line) => said.push(line),
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${said.join('\n')}\nlogs are in ${dir}`, { cause: error });
  });
  if (!proof.green) throw new Error(`${printProof(proof, seed).join('\n')}\nlogs are in ${dir}`);
  expect(proof.killed.byVictim).toEqual({ source: 4, publisher: 4, redis: 4, daprd: 4, subscriber: 4 });
  // Most kills hit changes on their way.
  expect(proof.killed.withWorkInHand).toBeGreaterThanOrEqual(10);
  expect(proof.shoppers.acknowledged).toBeGreaterThan(200);
  rmSync(dir, { recursive: true });
}, 600_000);
