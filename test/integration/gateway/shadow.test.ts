import { runCli } from '../../../cli/run-cli';
import { parseConfig, parseSubscriberConfig } from '../../../contracts/config';
import type { RoutingChange } from '../../../gateway/flags/change-routing';
import { connectControl, prepareControl, type ControlPool } from '../../../gateway/flags/connect-control';
import { changeTable } from '../../../gateway/flags/routing-table';
import { readShadow, type ShadowedRoute } from '../../../gateway/shadow/shadow-table';
import { useServers, type TargetDatabase } from '../../servers';
import { until } from './raw-client';
import { databaseUrl } from './run-gateway';
import { startGateway, type Started } from './start-gateway';
import { startUpstream, type Upstream } from './upstream';

const servers = useServers({ parts: ['target'] });
let magento: Upstream;
let catalog: Upstream;
let control: TargetDatabase;
let pool: ControlPool;
let gateway: Started;

const say = (...changes: RoutingChange[]) => changeTable(pool, changes, { who: 'ann', why: 'test' });
const shadow = (mode: 'off' | 'sample' | 'full', percentage = 100): RoutingChange => ({ action: 'shadow', domain: 'catalog', setting: { mode, percentage } });

beforeEach(async () => {
  [magento, catalog] = await Promise.all([startUpstream('magento'), startUpstream('catalog')]);
  control = await servers.createTargetDatabase();
  pool = connectControl(control);
  await prepareControl(pool);
  await say({ action: 'guard', domain: 'catalog', guard: undefined }, shadow('full'));
  gateway = await startGateway({ upstreams: { magento: magento.origin, services: { catalog: catalog.origin, customer: catalog.origin } }, control, shadowRecheckMs: 50 });
  await until(() => gateway.live.current().routing.shadow.catalog.mode === 'full');
});
afterEach(async () => {
  await gateway.close();
  await pool.end();
  await Promise.all([magento.stop(), catalog.stop()]);
});

const product = '/rest/V1/products/A';
const answers = (upstream: Upstream, body: (n: number) => unknown, status = 200): { asked(): number } => {
  let asked = 0;
  upstream.respond((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body(++asked))));
  return { asked: () => asked };
};
const read = async (path = product, init: RequestInit = {}) => {
  const response = await fetch(gateway.base + path, { headers: { cookie: 'PHPSESSID=a' }, ...init });
  return { status: response.status, body: await response.text() };
};
/** What was counted on a route; undefined before anything was. */
const counted = async (route = 'catalog.product'): Promise<ShadowedRoute | undefined> => (await readShadow(pool, 1)).find((row) => row.route === route);

test('a mismatch is stored as path and digests, without a value of anybody, and shown by route', async () => {
  answers(magento, () => ({ sku: 'A', price: 7391.55, extension_attributes: { owner: 'ann@example.com' } }));
  answers(catalog, () => ({ sku: 'A', price: 7391.56, extension_attributes: { owner: 'bob@example.com' } }));
  expect((await read(`${product}?fields=secret@example.com`)).body).toContain('"price":7391.55');
  await until(async () => (await counted())?.mismatched === 1);
  expect(await counted()).toMatchObject({ domain: 'catalog', compared: 1, mismatched: 1, paths: [{ path: 'extension_attributes.owner', count: 1 }, { path: 'price', count: 1 }] });
  const { rows } = await pool.query('SELECT * FROM banyan.gateway_mismatches');
  expect(rows).toHaveLength(2);
  // Nothing that a digest or a time could hold by chance.
  expect(JSON.stringify(rows)).not.toMatch(/ann@|bob@|example\.com|7391\.5|secret@/);
  expect(rows[0]).toMatchObject({ route: 'catalog.product', kind: 'value', request: expect.stringMatching(/^[\w-]{22}$/), control: expect.stringMatching(/^[\w-]{22}$/), candidate: expect.stringMatching(/^[\w-]{22}$/) });
  const written = { out: '', err: '' };
  const code = await runCli(['gateway', 'mismatches'], {
    terminal: { live: false, out: (text) => void (written.out += text), err: (text) => void (written.err += text) },
    readConfig: () => parseConfig({ BANYAN_SOURCE_URL: 'mysql://nobody@127.0.0.1:1/x', BANYAN_TARGET_URL: databaseUrl(control) }),
    readTargetConfig: () => parseSubscriberConfig({ BANYAN_TARGET_URL: databaseUrl(control) }),
    who: 'bob', debug: false,
  });
  expect([code, written.out]).toEqual([1, expect.stringMatching(/catalog\.product\s+1\s+1\s.*price \(1\)/)]);
  const metrics = await (await fetch(`http://127.0.0.1:${gateway.adminPort}/metrics`)).text();
  expect(metrics).toContain('banyan_gateway_shadow_total{domain="catalog",side="magento",cohort="everyone",outcome="mismatch"} 1');
});

test('whichever side answers, the other one is asked too', async () => {
  await say({ action: 'set', flag: 'catalog_read', everyone: 100 });
  await until(() => gateway.live.current().routing.flags.catalog_read.everyone === 100);
  answers(magento, () => ({ price: 34 }));
  answers(catalog, () => ({ price: 35 }));
  expect((await read()).body).toBe('{"price":35}');
  await until(async () => (await counted())?.mismatched === 1);
});

test('what differs at first only was lag, and what Magento answers differently each time is noise', async () => {
  const shop = answers(magento, () => ({ price: 34 }));
  answers(catalog, (n) => ({ price: n === 1 ? 33 : 34 }));
  await read();
  await until(async () => (await counted())?.compared === 1);
  expect([await counted(), shop.asked()]).toMatchObject([{ compared: 1, mismatched: 0, noisy: 0 }, 2]);
  answers(magento, (n) => ({ price: 34, at: n }));
  answers(catalog, () => ({ price: 34, at: 0 }));
  await read();
  await until(async () => (await counted())?.compared === 2);
  expect(await counted()).toMatchObject({ mismatched: 0, noisy: 1, baselines: 1 });
});

test('off asks nobody, a sample asks some, and only reads of the domain that a service can answer', async () => {
  const asks = async (requests: () => Promise<unknown>): Promise<number> => {
    catalog.received.length = 0;
    await requests();
    await new Promise((resolve) => setTimeout(resolve, 400));
    return catalog.received.length;
  };
  const twenty = async (): Promise<void> => { for (let n = 0; n < 20; n++) await read(); };
  expect(await asks(() => Promise.all([read('/rest/V1/products/A/media'), read('/checkout'), read('/rest/V1/customers/1'), read(product, { method: 'HEAD' }), read(product, { method: 'POST', body: '{}' })]))).toBe(0);
  await say(shadow('off', 0));
  await until(() => gateway.live.current().routing.shadow.catalog.mode === 'off');
  expect(await asks(twenty)).toBe(0);
  await say(shadow('sample', 50));
  await until(() => gateway.live.current().routing.shadow.catalog.mode === 'sample');
  const some = await asks(twenty);
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(40);
});

test('a candidate that hangs, breaks, or answers without end neither slows nor fails a caller', async () => {
  let closed = 0;
  catalog.respond((request, response) => {
    request.socket.on('close', () => closed++);
    if (request.url!.endsWith('/hang')) return;
    if (request.url!.endsWith('/break')) { request.socket.destroy(); return; }
    const more = (): void => { while (response.writable && response.write(Buffer.alloc(65_536, 'x'))); if (response.writable) response.once('drain', more); };
    response.writeHead(200);
    more();
  });
  for (const kind of ['hang', 'break', 'flood']) {
    const times: number[] = [];
    for (let n = 0; n < 10; n++) {
      const at = performance.now();
      expect((await read(`/rest/V1/products/${kind}`)).status).toBe(200);
      times.push(performance.now() - at);
    }
    expect(times.sort((a, b) => a - b)[5]).toBeLessThan(50);
  }
  await until(() => closed > 10, 15_000);
  await until(async () => ((await counted())?.skipped ?? 0) >= 30, 15_000);
  expect(await counted()).toMatchObject({ compared: 0, mismatched: 0 });
});

test('callers are answered at full speed however many are to be compared: what is beyond the budget is skipped', async () => {
  answers(catalog, () => ({ side: 'magento', url: product }));
  await Promise.all(Array.from({ length: 20 }, async () => { for (let n = 0; n < 20; n++) expect((await read()).status).toBe(200); }));
  await until(async () => { const row = await counted(); return (row?.compared ?? 0) + (row?.skipped ?? 0) === 400; });
  const row = (await counted())!;
  expect(row.skipped).toBeGreaterThan(100);
  expect(row.compared).toBeGreaterThan(0);
  expect(row.mismatched).toBe(0);
});

test('what is packed is compared unpacked, conditions of the caller are not passed on, and its whole 304 is skipped', async () => {
  const { gzipSync } = await import('node:zlib');
  const seen: unknown[] = [];
  magento.respond((request, response) => (request.headers['if-none-match'] ? response.writeHead(304).end() : response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"price":34}'))));
  catalog.respond((request, response) => { seen.push([request.headers['if-none-match'], request.headers['accept-encoding']]); response.end('{"price":34}'); });
  await read(product, { headers: { 'accept-encoding': 'gzip' } });
  await until(async () => (await counted())?.compared === 1);
  expect(seen[0]).toEqual([undefined, undefined]);
  await read(product, { headers: { 'if-none-match': '"a"' } });
  await until(async () => (await counted())?.skipped === 1);
  expect(await counted()).toMatchObject({ compared: 1, mismatched: 0 });
});

test('while the control database is away results wait, and none is lost', async () => {
  answers(magento, () => ({ price: 34 }));
  answers(catalog, () => ({ price: 35 }));
  await pool.query('ALTER TABLE banyan.gateway_shadow RENAME TO hidden_shadow');
  await read();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await read();
  await pool.query('ALTER TABLE banyan.hidden_shadow RENAME TO gateway_shadow');
  await until(async () => (await counted())?.mismatched === 2);
  expect((await counted())!.paths).toEqual([{ path: 'price', count: 2 }]);
});
