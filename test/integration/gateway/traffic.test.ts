import { connectControl, prepareControl, type ControlPool } from '../../../gateway/flags/connect-control';
import { changeTable } from '../../../gateway/flags/routing-table';
import { readTraffic } from '../../../gateway/traffic/traffic-table';
import { useServers, type TargetDatabase } from '../../servers';
import { until } from './raw-client';
import { startGateway, type Started } from './start-gateway';
import { startUpstream, type Upstream } from './upstream';

const servers = useServers({ parts: ['target'] });
const running: Started[] = [];
let magento: Upstream;
let catalog: Upstream;
let control: TargetDatabase;
let pool: ControlPool;

beforeEach(async () => {
  [magento, catalog] = await Promise.all([startUpstream('magento'), startUpstream('catalog')]);
  control = await servers.createTargetDatabase();
  pool = connectControl(control);
  await prepareControl(pool);
  await changeTable(pool, [{ action: 'guard', domain: 'catalog', guard: undefined }, { action: 'set', flag: 'catalog_read', everyone: 100 }], { who: 'ann', why: 'test' });
});
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.close();
  await pool.end();
  await Promise.all([magento.stop(), catalog.stop()]);
});

const gateway = async (): Promise<Started> => {
  const started = await startGateway({ upstreams: { magento: magento.origin, services: { catalog: catalog.origin } }, control, limits: { serviceMs: 300 } });
  running.push(started);
  await until(() => started.live.current().routing.flags.catalog_read.everyone === 100);
  return started;
};
const end = async (): Promise<void> => { for (const started of running.splice(0)) await started.close(); };
const since = new Date(Date.now() - 60_000);
const path = '/rest/V1/products/A';

test('what all gateways answered adds up: reads, writes, failures, fallbacks', async () => {
  const [one, two] = [await gateway(), await gateway()];
  for (let n = 0; n < 5; n++) await (await fetch(one.base + path)).text();
  for (let n = 0; n < 3; n++) await (await fetch(two.base + path)).text();
  await (await fetch(two.base + path, { method: 'PUT', body: '{}' })).text();
  magento.respond((_request, response) => response.writeHead(503).end());
  await (await fetch(two.base + path, { method: 'PUT', body: '{}' })).text();
  magento.respond(undefined);
  catalog.respond((_request, response) => response.writeHead(500).end());
  await (await fetch(one.base + path)).text();
  await (await fetch(one.base + '/rest/V1/customers/1')).text();
  await end();
  const traffic = await readTraffic(pool, { domain: 'catalog', since });
  expect(traffic).toMatchObject({ reads: 9, readsFailed: 0, writes: 2, writesFailed: 1, fallbacks: 1 });
  expect(traffic.slowestFallbackMs).toBeGreaterThan(0);
  expect(traffic.latencies.reduce((sum, count) => sum + count, 0)).toBe(8);
  expect(await readTraffic(pool, { domain: 'customer', since })).toMatchObject({ reads: 1, fallbacks: 0 });
  expect(await readTraffic(pool, { domain: 'order', since })).toMatchObject({ reads: 0 });
});

test('a gateway that writes more than once a minute adds to its own minute', async () => {
  const started = await gateway();
  await (await fetch(started.base + path)).text();
  await until(async () => (await readTraffic(pool, { domain: 'catalog', since })).reads === 1);
  await (await fetch(started.base + path)).text();
  await end();
  expect((await readTraffic(pool, { domain: 'catalog', since })).reads).toBe(2);
});
