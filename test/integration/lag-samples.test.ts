import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectTarget, withTarget, type TargetPool } from '../../target/connect';
import { readLag, type Lag } from '../../target/lag-samples';
import { useServers } from '../servers';

/** Lag is of all the time, and not only of what arrived. */
const servers = useServers({ parts: ['target'] });
let pool: TargetPool;
beforeAll(async () => {
  pool = connectTarget(await servers.createTargetDatabase(), 2);
  await withTarget(pool, async (client) => {
    await client.query('CREATE SCHEMA banyan');
    await client.query(readFileSync(join(__dirname, '../../target/schema/005-lag.sql'), 'utf8'));
  });
});
afterAll(() => pool.end());
beforeEach(() => withTarget(pool, (client) => client.query('TRUNCATE banyan.lag_samples')));

/** A heartbeat every 500 ms, each there after 100 ms, between two moments given in seconds before now. */
const beats = (from: number, to: number) => withTarget(pool, (client) => client.query(
  `INSERT INTO banyan.lag_samples (at, ms) SELECT now() - ago::float8 * interval '1 second', 100 FROM generate_series($1::numeric, $2::numeric, -0.5) AS ago`, [from, to]));
const lagOf = (seconds: number, standing = true): Promise<Lag | undefined> =>
  withTarget(pool, (client) => readLag(client, { since: new Date(Date.now() - seconds * 1000), standing }));

test('is what was measured while heartbeats come, and none without one', async () => {
  expect(await lagOf(300)).toBeUndefined();
  await beats(280, 0);
  expect(await lagOf(300)).toEqual({ samples: 561, max: 100, p50: 100, p95: 100, p99: 100 });
});

test('a gap that stands counts with its age', async () => {
  await beats(280, 130);
  const lag = (await lagOf(300))!;
  expect(lag.p50).toBe(100);
  expect(lag.p95).toBeGreaterThan(110_000);
  expect(lag.p99).toBeGreaterThan(125_000);
  expect(lag.max).toBeLessThan(132_000);
  expect(lag.samples).toBeGreaterThan(555);
});

test('one that is longer than the window fills it', async () => {
  await beats(700, 600);
  const lag = (await lagOf(300))!;
  expect(lag.p50).toBeGreaterThan(145_000);
  expect(lag.max).toBeGreaterThan(295_000);
  expect(lag.samples).toBeGreaterThan(590);
});

test('one that is over counts until it has left the window, and nothing is told of before the first heartbeat', async () => {
  await beats(200, 160);
  await beats(30, 0);
  expect((await lagOf(300))!.p99).toBeGreaterThan(125_000);
  expect((await lagOf(100))!.p99).toBeGreaterThan(65_000);
  expect(await lagOf(20)).toMatchObject({ p99: 100, max: 100 });
});

test('whoever looks back at a run is not told of the time after its last heartbeat', async () => {
  await beats(200, 160);
  expect(await lagOf(300, false)).toMatchObject({ samples: 81, p99: 100 });
});
