import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domains } from '../../contracts/routing';
import type { RoutingChange } from '../../gateway/flags/change-routing';
import { connectControl, prepareControl, type ControlPool } from '../../gateway/flags/connect-control';
import { changeTable, readHistory } from '../../gateway/flags/routing-table';
import { useServers, type TargetDatabase } from '../servers';
import { notAnswered, startLoad } from '../integration/gateway/load';
import { openSocket, until } from '../integration/gateway/raw-client';
import { databaseUrl, runGateway, type GatewayProgram } from '../integration/gateway/run-gateway';
import { runUpstream, type UpstreamProgram } from '../integration/gateway/run-upstream';

/** The gateway, the shop and a service, each a program of its own. */
const servers = useServers({ parts: ['target'] });
const running: GatewayProgram[] = [];
let magento: UpstreamProgram;
let catalog: UpstreamProgram;
let control: TargetDatabase;
let pool: ControlPool;
let folder: string;

const say = (...changes: RoutingChange[]) => changeTable(pool, changes, { who: 'ann', why: 'test' });
const set = (everyone: number) => say({ action: 'set', flag: 'catalog_read', everyone });

beforeEach(async () => {
  [magento, catalog] = await Promise.all([runUpstream('magento'), runUpstream('catalog')]);
  control = await servers.createTargetDatabase();
  pool = connectControl(control);
  await prepareControl(pool);
  await say(...domains.map((domain) => ({ action: 'guard' as const, domain, guard: undefined })), { action: 'set', flag: 'catalog_read', everyone: 100 });
  folder = mkdtempSync(join(tmpdir(), 'banyan-gateway-'));
});
afterEach(async () => {
  for (const program of running.splice(0)) await program.end('SIGKILL');
  await pool.end();
  await Promise.all([magento.kill(), catalog.kill()]);
  rmSync(folder, { recursive: true });
});

const start = async (settings: Readonly<Record<string, string>> = {}): Promise<GatewayProgram> => {
  const program = await runGateway({
    BANYAN_GATEWAY_MAGENTO: magento.origin, BANYAN_GATEWAY_SERVICES: JSON.stringify({ catalog: catalog.origin }),
    BANYAN_CONTROL_URL: databaseUrl(control), BANYAN_TARGET_URL: databaseUrl(control), ...settings,
  });
  running.push(program);
  return program;
};
const sideOf = async ({ base }: GatewayProgram): Promise<string> => ((await (await fetch(`${base}/rest/V1/products/A`, { headers: { cookie: 'PHPSESSID=a' } })).json()) as { side: string }).side;
const versionOf = async ({ adminBase }: GatewayProgram): Promise<number> => ((await (await fetch(`${adminBase}/routing`)).json()) as { version: number }).version;
/** Asks 500 times a second from many shoppers; resolves once they really do. */
const underLoad = async (program: GatewayProgram) => {
  const load = startLoad(program.base, { shoppers: 40, perSecond: 560 });
  await until(() => load.perSecond() >= 500, 30_000);
  return load;
};

test('a service is killed under 500 requests a second: no client sees a failed read, and the flag is off', async () => {
  const gateway = await start();
  const load = await underLoad(gateway);
  const rate = load.perSecond();
  await until(() => load.outcomes.at(-1)!.side === 'catalog');
  const before = load.outcomes.length;
  await catalog.kill();
  await until(() => load.outcomes.slice(before).filter(({ side }) => side === 'magento').length > 500, 30_000);
  await load.stop();
  expect(rate).toBeGreaterThanOrEqual(500);
  expect(notAnswered(load.outcomes)).toEqual([]);
  expect(load.outcomes.slice(0, before).filter(({ side }) => side === 'catalog').length).toBeGreaterThan(200);
  // It hit the work in progress: reads that had been sent to the service were answered by Magento in the same request.
  await until(() => gateway.log().some((line) => line.includes('"fallback":')));
  expect(gateway.events.filter(({ event }) => event === 'flag switched off')).toHaveLength(1);
  await until(async () => (await readHistory(pool, { limit: 1 }))[0]!.action === 'disable');
});

test('a hundred changes of flags under 500 requests a second drop no request', async () => {
  const gateway = await start();
  const load = await underLoad(gateway);
  const at = performance.now();
  const shares = [0, 100, 50];
  for (let n = 0; n < 100; n++) {
    await set(shares[n % 3]!);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  const last = (await set(100)).version;
  await until(async () => (await versionOf(gateway)) === last);
  const seconds = (performance.now() - at) / 1_000;
  await load.stop();
  expect(last).toBeGreaterThanOrEqual(101);
  expect(notAnswered(load.outcomes)).toEqual([]);
  const during = load.outcomes.filter((outcome) => outcome.at > at);
  expect(during.length / seconds).toBeGreaterThan(400);
  // The changes reached the requests: both sides answered many of them.
  for (const side of ['magento', 'catalog']) expect(during.filter((outcome) => outcome.side === side).length).toBeGreaterThan(200);
});

test('a gateway that is told to end finishes what is in hand, and drops nothing that was sent to it', async () => {
  const gateway = await start();
  const socket = await openSocket(Number(new URL(gateway.base).port));
  let text = '';
  socket.on('data', (data) => { text += data.toString(); }).on('error', () => undefined);
  socket.write('POST /upload HTTP/1.1\r\nHost: shop\r\nContent-Length: 6\r\n\r\nabc');
  await until(() => gateway.events.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const at = performance.now();
  const ended = gateway.end('SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.write('def');
  expect(await ended).toEqual({ code: 0, signal: null });
  // It does not wait for the connection, which its client keeps.
  expect(performance.now() - at).toBeLessThan(5_000);
  expect(text).toContain('HTTP/1.1 200');
  expect(gateway.events.at(-1)).toMatchObject({ event: 'gateway has ended' });
});

describe('everything goes to Magento at once', () => {
  test('by a signal: here at once, through the table everywhere, and in the history', async () => {
    const [one, two] = [await start(), await start()];
    await until(async () => (await sideOf(one)) === 'catalog' && (await sideOf(two)) === 'catalog');
    one.child.kill('SIGUSR2');
    await until(() => one.events.some(({ event }) => event.startsWith('killed by signal')));
    expect(await sideOf(one)).toBe('magento');
    await until(async () => (await sideOf(two)) === 'magento', 5_000);
    expect((await readHistory(pool, { limit: 1 }))[0]).toMatchObject({ who: 'signal', action: 'kill' });
  });

  test('by a file, without the control database, and across a crash of the gateway', async () => {
    const [flags, cache] = [join(folder, 'flags.json'), join(folder, 'routing.json')];
    const settings = { BANYAN_GATEWAY_FLAGS_FILE: flags, BANYAN_GATEWAY_CACHE_FILE: cache };
    writeFileSync(flags, '{}');
    const one = await start(settings);
    await until(async () => (await sideOf(one)) === 'catalog');
    await until(async () => (await versionOf(one)) > 0);
    await one.end('SIGKILL');
    // The database is away when it comes back: it goes on as it was.
    const away = { ...settings, BANYAN_CONTROL_URL: databaseUrl({ ...control, port: 1 }) };
    const two = await start(away);
    expect(await sideOf(two)).toBe('catalog');
    writeFileSync(flags, '{"killed": true}');
    const at = performance.now();
    await until(async () => (await sideOf(two)) === 'magento');
    expect(performance.now() - at).toBeLessThan(1_000);
    await two.end('SIGKILL');
    expect(await sideOf(await start(away))).toBe('magento');
  });
});

test('mistakes in the settings are told all at once, and nothing starts', async () => {
  await expect(runGateway({ BANYAN_GATEWAY_MAGENTO: 'magento', BANYAN_GATEWAY_SERVICES: '{"kittens":"http://a"}', BANYAN_GATEWAY_TRUSTED_PROXIES: '10.0.0.0/99' })).rejects.toThrow(/ended with 2: [^]*BANYAN_GATEWAY_MAGENTO[^]*BANYAN_GATEWAY_SERVICES[^]*BANYAN_GATEWAY_TRUSTED_PROXIES/);
});
