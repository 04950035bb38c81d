import type { AddressInfo } from 'node:net';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { queuesOf } from '../../../contracts/messages';
import type { CutoverPlanInput } from '../../../contracts/cutover-plan';
import { consistencyId, cutoverId, type CutoverOutcome, type CutoverStatus } from '../../../contracts/read-cutover';
import { connectControl, prepareControl, type ControlPool } from '../../../gateway/flags/connect-control';
import { changeTable, readHistory, readNewest } from '../../../gateway/flags/routing-table';
import { controlOf } from '../../../gateway/flags/control-of';
import { project } from '../../../pipeline/project';
import { verifyRange } from '../../../pipeline/verify-range';
import { createService } from '../../../services/create-service';
import { createMagento } from '../../../services/magento/create-magento';
import { startWorkers, type RunningWorkers } from '../../../workers/start-workers';
import { useServers } from '../../servers';
import { addProduct, openShop, type TestShop } from '../open-shop';
import { eventually, runShopStream, type RunningStream } from '../pipeline/run-shop-stream';
import { startGateway, type Started } from './start-gateway';

/** Shop, services, gateway, workers and Temporal, all real: the reads of a catalog move. */
const everything = { from: 0, to: 2 ** 48 - 1 };
let shop: TestShop;
let stream: RunningStream;
let gateway: Started;
let workers: RunningWorkers;
let connection: Connection;
let client: Client;
let control: ControlPool;
let queues: string;
const closing: (() => Promise<unknown>)[] = [];

// Said before the servers are asked for: hooks run in the order in which they were said.
afterAll(async () => {
  await client.workflow.getHandle(cutoverId('catalog')).terminate('the test is over').catch(() => undefined);
  await client.schedule.getHandle(consistencyId('catalog')).delete().catch(() => undefined);
  await workers.stop();
  await connection.close();
  await gateway.close();
  await control.end();
  for (const close of closing) await close();
  await stream.stop();
  await shop.close();
});
const servers = useServers({ parts: ['source', 'target', 'temporal'] });

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  shop = await openShop(servers);
  await shop.magento.query('UPDATE store SET is_active = 1');
  for (let id = 1; id <= 5; id++) await addProduct(shop, id, `sku-${id}`);
  stream = runShopStream(shop);
  await eventually('the stream', async () => (await shop.target('SELECT 1 FROM banyan.stream_tokens WHERE heartbeat IS NOT NULL')).length > 0);
  for (const { definition } of shop.context.entities().filter(({ definition: { service } }) => service === 'catalog' || service === 'store')) {
    await project(shop.context, { entity: definition.name, selection: everything });
    await verifyRange(shop.context, { verification: 'first', entity: definition.name, ...everything, chunk: 100 });
  }
  const { address } = servers.stack().temporal!;
  queues = shop.config.BANYAN_TARGET_URL.database;
  const { host, port, database } = shop.config.BANYAN_SOURCE_URL;
  const [magento, catalog] = [
    await createMagento({ address: { ...shop.config.BANYAN_SOURCE_URL, host, port, database, prefix: '' }, connections: 2 }),
    createService({ service: 'catalog', own: shop.config.BANYAN_TARGET_URL, stores: shop.config.BANYAN_TARGET_URL, connections: 2 }),
  ];
  const origins = await Promise.all([magento, catalog].map(async (app) => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    closing.push(() => app.close());
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  }));
  const where = controlOf(shop.config);
  control = connectControl(where);
  await prepareControl(control);
  await changeTable(control, [{ action: 'guard', domain: 'catalog', guard: { maxLagMs: 20_000, maxVerificationAgeMs: 3_600_000 } }], { who: 'ann', why: 'test' });
  gateway = await startGateway({ upstreams: { magento: origins[0]!, services: { catalog: origins[1]! } }, control: where });
  workers = await startWorkers({ ...shop.config, BANYAN_TEMPORAL_ADDRESS: address, BANYAN_TEMPORAL_QUEUES: queues }, ['control']);
  connection = await Connection.connect({ address });
  client = new Client({ connection });
});

const start = (plan: Omit<CutoverPlanInput, 'domain'>) => client.workflow.start<(input: CutoverPlanInput) => Promise<CutoverOutcome>>('readCutover', {
  workflowId: cutoverId('catalog'), taskQueue: queuesOf(queues).control, args: [{ domain: 'catalog', gates: 'auto', recheckSeconds: 0.2, bounds: { maxLagMs: 20_000, maxP99Ms: 5_000 }, ...plan }],
});
const read = async (sku = 'sku-1') => (await fetch(`${gateway.base}/rest/V1/products/${sku}`, { headers: { cookie: 'PHPSESSID=a' } })).status;
const flag = async () => (await readNewest(control))!.routing.flags.catalog_read;

/** Waits until the status is as asked; in vain, it says how the status is instead. */
async function until(handle: Pick<WorkflowHandle, 'query'>, what: string, asked: (status: CutoverStatus) => boolean): Promise<CutoverStatus> {
  for (const end = Date.now() + 90_000; ;) {
    const status = await handle.query<CutoverStatus>('status');
    if (asked(status)) return status;
    if (Date.now() > end) throw new Error(`never: ${what}; it is ${JSON.stringify(status)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Reads on and on while work goes on. */
async function whileReading<T>(work: () => Promise<T>): Promise<T> {
  let over = false;
  const reading = (async () => {
    while (!over) {
      expect(await read()).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  try {
    return await work();
  } finally {
    over = true;
    await reading;
  }
}

test('a catalog moves: team, everyone, exit check with measured values, and the schedule compares meanwhile', async () => {
  const handle = await start({ teamHoldSeconds: 1, holdSeconds: 1, teamShare: 100 });
  // The team's stage waits for reads from the service: nobody is in the team yet.
  await changeTable(control, [{ action: 'team', members: ['session:a', 'address:127.0.0.1'] }], { who: 'ann', why: 'us' });
  await whileReading(() => until(handle, 'done', ({ state }) => state === 'done'));
  const outcome = await handle.result();
  expect(outcome.checks.map(({ name, verdict }) => [name, verdict])).toEqual(['flag', 'verified', 'lag', 'success', 'fallback', 'writes', 'latency', 'samples'].map((name) => [name, 'pass']));
  expect(outcome.checks.find(({ name }) => name === 'success')!.detail).toMatch(/^100\.000 % of [1-9]\d* reads/);
  expect(await flag()).toMatchObject({ everyone: 100, team: 100 });
  const compared = await shop.target("SELECT entity_type, compared, jsonb_array_length(mismatches) AS mismatches FROM banyan.consistency_checks WHERE service = 'catalog' AND entity_type = 'product'");
  expect(compared[0]).toMatchObject({ compared: 5, mismatches: 0 });
  const schedule = client.schedule.getHandle(consistencyId('catalog'));
  expect((await schedule.describe()).spec.intervals).toMatchObject([{ every: 15 * 60_000 }]);
  // What the stream never brought: somebody else's hand in the service's table.
  await shop.target("UPDATE catalog.products SET sku = 'changed' WHERE sku = 'sku-3'");
  await schedule.trigger();
  await eventually('the comparison', async () => (await shop.target("SELECT 1 FROM banyan.consistency_checks WHERE entity_type = 'product' AND jsonb_array_length(mismatches) > 0")).length > 0, 60_000);
  await eventually('the alert', async () => (await shop.target("SELECT 1 FROM banyan.gateway_alerts WHERE message LIKE 'catalog: 1 rows differ in % (product)%'")).length > 0);
  await project(shop.context, { entity: 'product', selection: { keys: [3] } });
});

test('a flag that is switched off breaks the hold off; rollback sends everything to Magento and ends the comparisons', async () => {
  await changeTable(control, [{ action: 'set', flag: 'catalog_read', everyone: 0, team: 0 }], { who: 'ann', why: 'again' });
  const handle = await start({ teamHoldSeconds: 0, holdSeconds: 600, teamShare: 100 });
  await whileReading(() => until(handle, 'everyone', ({ stage, state }) => stage === 'everyone' && state === 'holding'));
  const { since } = await flag();
  await changeTable(control, [{ action: 'disable', flag: 'catalog_read', since, at: new Date().toISOString(), why: 'three failures in a row' }], { who: 'gateway', why: 'three failures in a row' });
  const broken = await until(handle, 'broken', ({ state }) => state === 'broken');
  expect(broken.checks.find(({ name }) => name === 'flag')).toMatchObject({ verdict: 'fail', detail: 'switched off: three failures in a row' });
  await changeTable(control, [{ action: 'enable', flag: 'catalog_read' }], { who: 'ann', why: 'mended' });
  await until(handle, 'holds anew', ({ state }) => state === 'holding');
  await handle.executeUpdate('rollback', { args: [{ who: 'ann', why: 'enough for today' }] });
  expect(await handle.result()).toMatchObject({ state: 'rolledBack' });
  expect(await flag()).toMatchObject({ everyone: 0, team: 0 });
  expect((await readHistory(control, { limit: 1 }))[0]).toMatchObject({ who: 'ann', why: 'enough for today', changed: ['catalog_read'] });
  await expect(client.schedule.getHandle(consistencyId('catalog')).describe()).rejects.toThrow();
});

test('a plan with mistakes, or under another domain\'s id, never begins', async () => {
  const refused = (workflowId: string, plan: object) => client.workflow.execute('readCutover', { workflowId, taskQueue: queuesOf(queues).control, args: [plan] })
    .catch((error: { cause?: { cause?: Error } }) => error.cause?.cause?.message);
  expect(await refused(cutoverId('order'), { domain: 'catalog' })).toContain('must be moved by workflow read-cutover/catalog, not read-cutover/order');
  expect(await refused(cutoverId('order'), { domain: 'orders', teamShare: 0, speed: 1 })).toMatch(/3 problem\(s\)[^]*domain[^]*teamShare[^]*speed/);
});
