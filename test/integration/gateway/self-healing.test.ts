import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { domains } from '../../../contracts/routing';
import type { RoutingChange } from '../../../gateway/flags/change-routing';
import { connectControl, prepareControl, type ControlPool } from '../../../gateway/flags/connect-control';
import { changeTable, readHistory } from '../../../gateway/flags/routing-table';
import { useServers, type TargetDatabase } from '../../servers';
import { until } from './raw-client';
import { startGateway, type Started } from './start-gateway';
import { startUpstream, type Upstream } from './upstream';

const servers = useServers({ parts: ['target'] });
let magento: Upstream;
let catalog: Upstream;
let control: TargetDatabase;
let pool: ControlPool;
let slack: Server;
let alerts: { channel: string; text: string }[] = [];
let slackDown = false;
const running: Started[] = [];

beforeAll(async () => {
  slack = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
    request.on('end', () => {
      if (!slackDown) alerts.push(JSON.parse(body) as { channel: string; text: string });
      response.writeHead(slackDown ? 500 : 200).end('ok');
    });
  });
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve));
});
afterAll(() => void slack.close());
beforeEach(async () => {
  alerts = [];
  slackDown = false;
  [magento, catalog] = await Promise.all([startUpstream('magento'), startUpstream('catalog')]);
  control = await servers.createTargetDatabase();
  pool = connectControl(control);
  await prepareControl(pool);
  await say(...domains.map((domain) => ({ action: 'guard' as const, domain, guard: undefined })), { action: 'set', flag: 'catalog_read', everyone: 100 });
});
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.close();
  await pool.end();
  await Promise.all([magento.stop(), catalog.stop()]);
});

const say = (...changes: RoutingChange[]) => changeTable(pool, changes, { who: 'ann', why: 'test' });
const gateway = async (options: Partial<Parameters<typeof startGateway>[0]> = {}): Promise<Started> => {
  const started = await startGateway({
    upstreams: { magento: magento.origin, services: { catalog: catalog.origin } }, control, limits: { serviceMs: 300 },
    alerts: { webhook: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/hook/secret`, channel: '#migration-issues' }, ...options,
  });
  running.push(started);
  await until(() => started.live.current().routing.flags.catalog_read.everyone === 100);
  return started;
};
const read = async (at: Started, sku = 'A', session = 'visitor') => {
  const response = await fetch(`${at.base}/rest/V1/products/${sku}`, { headers: { cookie: `PHPSESSID=${session}` } });
  return { status: response.status, side: ((await response.json()) as { side: string }).side };
};
const isOff = (at: Started): boolean => at.live.current().routing.flags.catalog_read.disabled !== undefined;
const catalogFails = (kind: 'status' | 'reset' | 'half' | 'hang' | 'not-found', skus: (url: string) => boolean = () => true): void => catalog.respond((request, response) => {
  if (!skus(request.url!)) response.end('{"side":"catalog"}');
  else if (kind === 'status') response.writeHead(503).end('no');
  else if (kind === 'not-found') response.writeHead(404).end('{"side":"catalog"}');
  else if (kind === 'reset') request.socket.destroy();
  else if (kind === 'half') { response.writeHead(200, { 'content-length': 1000 }); response.write('{"side":'); setTimeout(() => response.destroy(), 20); }
});

test.each([['status', 'status'], ['reset', 'reset'], ['half', 'reset'], ['hang', 'timeout']] as const)('a read that the service fails (%s) is answered by Magento in the same request', async (kind, reason) => {
  const one = await gateway();
  catalogFails(kind);
  expect(await read(one)).toEqual({ status: 200, side: 'magento' });
  await until(() => one.log.some((line) => line.includes(`"fallback":"${reason}"`)));
  const metrics = await (await fetch(`http://127.0.0.1:${one.adminPort}/metrics`)).text();
  expect(metrics).toContain(`banyan_gateway_fallbacks_total{domain="catalog",cohort="everyone",reason="${reason}"} 1`);
  expect(metrics).toMatch(/http_request_duration_seconds_count\{domain="catalog",side="magento",cohort="everyone"\} 1/);
});

test('three failures in a row, counted over all gateways, switch the flag off everywhere, are told once, and stay until a person enables it', async () => {
  const [one, two] = [await gateway(), await gateway()];
  catalogFails('status');
  for (const at of [one, two, one]) expect((await read(at)).side).toBe('magento');
  await until(() => isOff(one) && isOff(two));
  await until(() => alerts.length > 0);
  expect(alerts).toEqual([{ channel: '#migration-issues', text: expect.stringMatching(/^catalog_read was switched off: 3 failures in a row/) }]);
  expect((await readHistory(pool, { limit: 1 }))[0]).toMatchObject({ who: 'gateway', action: 'disable', changed: ['catalog_read'], why: expect.stringContaining('3 failures') });
  catalog.respond(undefined);
  const asked = catalog.received.length;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect((await read(one)).side).toBe('magento');
  await say({ action: 'set', flag: 'catalog_read', everyone: 50 }, { action: 'set', flag: 'catalog_read', everyone: 100 });
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await read(two)).side).toBe('magento');
  expect(catalog.received.length).toBe(asked);
  await say({ action: 'enable', flag: 'catalog_read' });
  await until(async () => (await read(one)).side === 'catalog' && (await read(two)).side === 'catalog');
  expect(alerts).toHaveLength(1);
});

test('answers below 500 are not failures, and a success begins the count anew', async () => {
  const one = await gateway();
  catalogFails('not-found');
  for (let i = 0; i < 10; i++) expect((await read(one)).status).toBe(404);
  catalogFails('status', (url) => url.endsWith('bad'));
  for (let i = 0; i < 5; i++) {
    await read(one, 'bad');
    await read(one, 'bad');
    expect((await read(one, 'good')).side).toBe('catalog');
    // Other gateways have to hear of the success before the next failure.
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(isOff(one)).toBe(false);
});

test('a service that dies unseen is found by asking it', async () => {
  const one = await gateway();
  await catalog.kill();
  await until(() => isOff(one), 8_000);
  await until(async () => (await readHistory(pool, { limit: 1 }))[0]?.who === 'gateway');
  expect((await readHistory(pool, { limit: 1 }))[0]).toMatchObject({ who: 'gateway', why: expect.stringContaining('no connection') });
});

test('an alert that Slack does not take is sent later, and the webhook is told to nobody', async () => {
  slackDown = true;
  const one = await gateway();
  catalogFails('status');
  for (let i = 0; i < 3; i++) await read(one);
  await until(() => one.events.some(({ event }) => event === 'trouble'));
  expect(JSON.stringify(one.events)).not.toContain('secret');
  slackDown = false;
  await pool.query("UPDATE banyan.gateway_alerts SET claimed_until = NULL");
  await until(() => alerts.length === 1);
});

test('without the control database a gateway switches off by itself, tells it, and tells the table later', async () => {
  const one = await gateway();
  await pool.query('ALTER TABLE banyan.gateway_failures RENAME TO hidden_failures');
  await pool.query('ALTER TABLE banyan.gateway_routing RENAME TO hidden_routing');
  catalogFails('status');
  for (let i = 0; i < 3; i++) await read(one);
  expect(isOff(one)).toBe(true);
  await pool.query('ALTER TABLE banyan.hidden_routing RENAME TO gateway_routing');
  await pool.query('ALTER TABLE banyan.hidden_failures RENAME TO gateway_failures');
  await until(async () => (await readHistory(pool, { limit: 1 }))[0]?.action === 'disable');
});

test('after its own write a visitor reads from Magento until the stream has applied it', async () => {
  await pool.query(`CREATE TABLE banyan.stream_tokens (stream text, heartbeat timestamptz, token jsonb, dead_letters text[] NOT NULL DEFAULT '{}'); CREATE TABLE banyan.entity_states (entity text, state text)`);
  await pool.query('CREATE TABLE banyan.verified_ranges (entity_type text, verification text, at timestamptz, mismatches bigint, range_from bigint, range_to bigint)');
  await pool.query("INSERT INTO banyan.stream_tokens VALUES ('source', now(), '{}')");
  const one = await gateway();
  expect((await read(one)).side).toBe('catalog');
  await fetch(`${one.base}/rest/V1/carts/1/items`, { method: 'POST', body: '{}', headers: { cookie: 'PHPSESSID=visitor' } });
  expect([(await read(one)).side, (await read(one, 'A', 'another')).side]).toEqual(['magento', 'catalog']);
  await pool.query("UPDATE banyan.stream_tokens SET heartbeat = now() + interval '1 second'");
  await until(async () => (await read(one)).side === 'catalog');
});

test('a service that is behind, or was never verified, or differs, is not read from', async () => {
  await pool.query(`CREATE TABLE banyan.stream_tokens (stream text, heartbeat timestamptz, token jsonb, dead_letters text[] NOT NULL DEFAULT '{}'); CREATE TABLE banyan.entity_states (entity text, state text)`);
  await pool.query('CREATE TABLE banyan.verified_ranges (entity_type text, verification text, at timestamptz, mismatches bigint, range_from bigint, range_to bigint)');
  await say({ action: 'guard', domain: 'catalog', guard: { maxLagMs: 2_000, maxVerificationAgeMs: 60_000 } });
  const one = await gateway();
  await until(() => one.live.current().routing.guards.catalog !== undefined);
  const freshly = async (): Promise<void> => {
    await pool.query('DELETE FROM banyan.stream_tokens');
    await pool.query("INSERT INTO banyan.stream_tokens VALUES ('source', now() + interval '20 seconds', '{}')");
  };
  expect((await read(one)).side).toBe('magento');
  await freshly();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await read(one)).side).toBe('magento');
  await pool.query("INSERT INTO banyan.verified_ranges SELECT name, 'v1', now(), 0, 0, 281474976710655 FROM unnest(ARRAY['product', 'category', 'media']) AS name");
  await until(async () => (await read(one)).side === 'catalog', 8_000);
  await pool.query("UPDATE banyan.stream_tokens SET heartbeat = now() - interval '3 seconds'");
  await until(async () => (await read(one)).side === 'magento');
  await freshly();
  await until(async () => (await read(one)).side === 'catalog');
  // An aggregate that could not be applied takes its domain along, and no other; that is known as soon as the position is.
  await pool.query("UPDATE banyan.stream_tokens SET dead_letters = '{category}'");
  await until(async () => (await read(one)).side === 'magento', 2_000);
  expect(await (await fetch(`http://127.0.0.1:${one.adminPort}/routing`)).json()).toMatchObject({ freshness: { catalog: { trouble: 'category has dead letters' }, order: {} } });
  await pool.query("UPDATE banyan.stream_tokens SET dead_letters = '{customer,order}'");
  await until(async () => (await read(one)).side === 'catalog', 2_000);
  await pool.query("INSERT INTO banyan.verified_ranges VALUES ('product', 'v2', now() + interval '1 second', 1, 0, 500)");
  await until(async () => (await read(one)).side === 'magento', 8_000);
});
