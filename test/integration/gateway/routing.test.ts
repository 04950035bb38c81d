import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../../cli/run-cli';
import { parseConfig, parseSubscriberConfig } from '../../../contracts/config';
import { domains, type FlagName } from '../../../contracts/routing';
import type { RoutingChange } from '../../../gateway/flags/change-routing';
import { connectControl, prepareControl, type ControlPool } from '../../../gateway/flags/connect-control';
import { changeTable, readHistory } from '../../../gateway/flags/routing-table';
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
let folder: string;
const running: Started[] = [];

/** Within which a change is in force. */
const SECOND_MS = 1_000;
/** The middle one: a machine that others share stands still now and then. */
const middle = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

beforeAll(async () => {
  [magento, catalog] = await Promise.all([startUpstream('magento'), startUpstream('catalog')]);
  folder = mkdtempSync(join(tmpdir(), 'banyan-gateway-'));
});
afterAll(async () => {
  await Promise.all([magento?.stop(), catalog?.stop()]);
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  control = await servers.createTargetDatabase();
  pool = connectControl(control);
  await prepareControl(pool);
  await say(...domains.map((domain) => ({ action: 'guard' as const, domain, guard: undefined })));
});
afterEach(async () => {
  for (const gateway of running.splice(0)) await gateway.close();
  await pool.end();
});

const say = (...changes: RoutingChange[]) => changeTable(pool, changes, { who: 'ann', why: 'test' });
const set = (everyone: number, flag: FlagName = 'catalog_read') => say({ action: 'set', flag, everyone });

const gateway = async (options: Partial<Parameters<typeof startGateway>[0]> = {}): Promise<Started> => {
  const started = await startGateway({ upstreams: { magento: magento.origin, services: { catalog: catalog.origin } }, control, ...options });
  running.push(started);
  return started;
};
const sideOf = async (at: Started, session = 'visitor'): Promise<string> =>
  ((await (await fetch(`${at.base}/rest/V1/products/A`, { headers: { cookie: `PHPSESSID=${session}` } })).json()) as { side: string }).side;

const cli = async (...args: string[]) => {
  const written = { out: '', err: '' };
  const code = await runCli(['gateway', ...args], {
    terminal: { live: false, out: (text) => void (written.out += text), err: (text) => void (written.err += text) },
    readConfig: () => parseConfig({ BANYAN_SOURCE_URL: 'mysql://nobody@127.0.0.1:1/x', BANYAN_TARGET_URL: databaseUrl(control) }),
    readTargetConfig: () => parseSubscriberConfig({ BANYAN_TARGET_URL: databaseUrl(control) }),
    who: 'bob', debug: false,
  });
  return { code, ...written };
};

describe('what is said by command', () => {
  test('is in force in every gateway within a second, and in the history', async () => {
    const both = [await gateway(), await gateway()];
    await until(() => both.every((one) => one.live.current().version > 0));
    expect(await Promise.all(both.map((one) => sideOf(one)))).toEqual(['magento', 'magento']);
    const reach = async (wanted: string): Promise<number> => {
      const at = performance.now();
      await until(async () => (await Promise.all(both.map((one) => sideOf(one)))).every((side) => side === wanted));
      return performance.now() - at;
    };
    const times: number[] = [];
    for (const share of ['on', 'off', 'on', 'off', 'on']) {
      expect((await cli('set', 'catalog_read', share, '--reason', 'verified')).code).toBe(0);
      times.push(await reach(share === 'on' ? 'catalog' : 'magento'));
    }
    expect(middle(times)).toBeLessThan(SECOND_MS);
    const told = await cli('kill');
    expect(await reach('magento')).toBeLessThan(SECOND_MS);
    expect(told.code).toBe(0);
    expect((await cli('flags')).code).toBe(1);
    await cli('revive', '--reason', 'false alarm');
    await until(async () => (await sideOf(both[0]!)) === 'catalog');
    expect((await readHistory(pool, { limit: 3 })).map(({ who, why, action, changed }) => ({ who, why, action, changed }))).toEqual([
      { who: 'bob', why: 'false alarm', action: 'revive', changed: ['revive'] },
      { who: 'bob', why: 'killed by hand', action: 'kill', changed: ['kill'] },
      { who: 'bob', why: 'verified', action: 'set', changed: ['catalog_read'] },
    ]);
  });

  test('needs a reason, a flag that exists and a share that is one; the history cannot be changed', async () => {
    expect((await cli('set', 'catalog_read', 'on')).code).toBe(2);
    expect((await cli('set', 'kittens_read', 'on', '--reason', 'x')).code).toBe(2);
    expect((await cli('set', 'catalog_read', '101', '--reason', 'x')).code).toBe(2);
    expect((await cli('team', 'ann@example.com', '--reason', 'x')).code).toBe(2);
    await expect(pool.query("UPDATE banyan.gateway_routing SET who = 'x'")).rejects.toThrow(/append-only/);
    await expect(pool.query('DELETE FROM banyan.gateway_routing')).rejects.toThrow(/append-only/);
  });

  test('the team goes first', async () => {
    const one = await gateway();
    await cli('team', 'session:insider', '--reason', 'first');
    await cli('set', 'catalog_read', '--team', '100', '--reason', 'first');
    await until(async () => (await sideOf(one, 'insider')) === 'catalog');
    expect(await sideOf(one, 'outsider')).toBe('magento');
  });
});

describe('gateways agree', () => {
  test('nobody lands on both sides in turn while flags change', async () => {
    const [one, two] = [await gateway(), await gateway()];
    let stop = false;
    const sequences: string[][] = [];
    const visitor = async (name: string): Promise<void> => {
      const sides: string[] = [];
      sequences.push(sides);
      for (let i = 0; !stop; i++) sides.push(await sideOf(i % 2 ? one : two, name));
    };
    const visitors = Array.from({ length: 8 }, (_, i) => visitor(`v${i}`));
    const changes = [100, 0, 50, 100, 0, 100];
    const lookAround = async (): Promise<void> => {
      const asked = sequences.map(({ length }) => length);
      await new Promise((resolve) => setTimeout(resolve, 700));
      await until(() => sequences.every(({ length }, i) => length >= asked[i]! + 4));
    };
    for (const share of changes) {
      await lookAround();
      await set(share);
    }
    await lookAround();
    stop = true;
    await Promise.all(visitors);
    for (const sides of sequences) {
      // At most one move for each change, whichever gateway answered.
      expect(sides.filter((side, i) => i > 0 && side !== sides[i - 1]).length).toBeLessThanOrEqual(changes.length);
      expect(new Set(sides).size).toBe(2);
    }
  });
});

describe('without the control database', () => {
  test('the last known routes stay, across a restart of the gateway too, and a kill works', async () => {
    const cacheFile = join(folder, 'routing.json');
    await set(100);
    const first = await gateway({ cacheFile });
    await until(async () => (await sideOf(first)) === 'catalog');
    await first.close();
    running.pop();
    const nowhere = { ...control, port: 1 };
    const second = await gateway({ control: nowhere, cacheFile });
    expect(await sideOf(second)).toBe('catalog');
    second.kill('ann', 'test');
    expect(await sideOf(second)).toBe('magento');
    await second.close();
    running.pop();
    const third = await gateway({ control: nowhere, cacheFile });
    expect(await sideOf(third)).toBe('magento');
    await third.close();
    running.pop();
    // What was said while it was away reaches the table, and with it everybody.
    const fourth = await gateway({ cacheFile });
    const other = await gateway();
    await until(async () => (await sideOf(other)) === 'magento');
    expect((await readHistory(pool, { limit: 1 }))[0]).toMatchObject({ who: 'ann', why: 'test', action: 'kill' });
    expect(await sideOf(fourth)).toBe('magento');
  });

  test('a gateway that has never heard anything sends everything to Magento', async () => {
    const lonely = await gateway({ control: { ...control, port: 1 } });
    expect(await sideOf(lonely)).toBe('magento');
  });

  test('a lost connection is found again', async () => {
    const one = await gateway();
    await until(() => one.live.current().version > 0);
    await pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'banyan gateway' AND datname = current_database() AND pid <> pg_backend_pid()");
    await until(() => one.events.some(({ event }) => event === 'control database lost'));
    await set(100).catch(() => set(100));
    await until(async () => (await sideOf(one)) === 'catalog');
  });
});

describe('a file of flags', () => {
  const write = (path: string, value: unknown): void => writeFileSync(path, JSON.stringify(value));

  test('is reloaded within a second, goes through the table, and speaks once however many gateways see it', async () => {
    const flagsFile = join(folder, 'flags.json');
    write(flagsFile, { catalog_read: 'off' });
    const [one, two] = [await gateway({ flagsFile }), await gateway({ flagsFile })];
    const times: number[] = [];
    for (const on of [true, false, true]) {
      write(flagsFile, { catalog_read: on, why: `ticket ${times.length}` });
      const at = performance.now();
      await until(async () => (await Promise.all([one, two].map((each) => sideOf(each)))).every((side) => side === (on ? 'catalog' : 'magento')));
      times.push(performance.now() - at);
    }
    expect(middle(times)).toBeLessThan(SECOND_MS);
    expect((await readHistory(pool, { limit: 10, flag: 'catalog_read' })).map(({ who, why }) => ({ who, why }))).toEqual([2, 1, 0].map((n) => ({ who: 'file flags.json', why: `ticket ${n}` })));
    // A gateway that starts with the old file does not undo what was said since.
    await cli('set', 'catalog_read', 'off', '--reason', 'no');
    const three = await gateway({ flagsFile });
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(await sideOf(three)).toBe('magento');
    write(flagsFile, { killed: 'true', catalog_read: 'true' });
    await until(() => one.live.current().routing.killed);
  });

  test('mounted as a folder, by itself, with a mistake in it for a while', async () => {
    const flagsFile = join(folder, 'mounted');
    mkdirSync(flagsFile);
    writeFileSync(join(flagsFile, 'catalog_read'), '"true"\n'.replaceAll('"', ''));
    writeFileSync(join(flagsFile, 'guards'), '{"catalog":"off"}');
    const alone = await gateway({ control: undefined, flagsFile });
    await until(async () => (await sideOf(alone)) === 'catalog');
    writeFileSync(join(flagsFile, 'catalog_read'), 'perhaps');
    await until(() => alone.events.some(({ event, message }) => event === 'trouble' && /catalog_read/.test(String(message))));
    expect(await sideOf(alone)).toBe('catalog');
    writeFileSync(join(flagsFile, 'catalog_read'), 'false');
    await until(async () => (await sideOf(alone)) === 'magento');
  });
});
