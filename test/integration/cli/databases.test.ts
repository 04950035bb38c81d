import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { runCli } from '../../../cli/run-cli';
import { parseConfig, parseSubscriberConfig } from '../../../contracts/config';
import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { openContext } from '../../../pipeline/open-context';
import { prepareTargets } from '../../../pipeline/prepare-targets';
import { useServers, type TargetDatabase } from '../../servers';
import { createAssessedShop, type AssessedShop } from '../assess/assessed-shop';

const servers = useServers();
let shop: AssessedShop;
let target: TargetDatabase;
let folder: string;
let unprepared: Awaited<ReturnType<typeof banyan>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'banyan-cli-'));
  target = await servers.createTargetDatabase();
  shop = await createAssessedShop(await servers.createSourceDatabase(), target);
  await shop.sql("INSERT INTO catalog_product_entity (entity_id, attribute_set_id, sku) VALUES (9001, 4, 'TWICE'), (9002, 4, 'TWICE')");
  const config = parseConfig(shop.settings);
  unprepared = await banyan('quarantine', 'list');
  await prepareTargets(config);
  const context = await openContext(config);
  for (const entity of ['media', 'category', 'product']) await copyRange(context, { range: { run: 'r1', entity, from: 0, to: 2 ** 48 - 1 }, tuning: defaultTuning });
  await context.close();
});
afterAll(async () => {
  await shop?.close();
  await rm(folder, { recursive: true });
});

async function banyan(...args: readonly string[]) {
  const written = { out: '', err: '' };
  const code = await runCli(args, {
    terminal: { live: false, out: (text) => void (written.out += text), err: (text) => void (written.err += text) },
    readConfig: () => parseConfig({ ...shop.settings, BANYAN_TEMPORAL_ADDRESS: '127.0.0.1:1' }), readTargetConfig: () => parseSubscriberConfig(shop.settings),
    who: 'tester', debug: false,
  });
  return { code, ...written };
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client(target);
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows as unknown[];
}

/** Runs the shipped script as cron would. */
const consistency = (...args: readonly string[]): Promise<{ code: number; out: string; err: string }> => new Promise((resolve) => {
  const script = join(__dirname, '../../../scripts/check-data-consistency');
  execFile(script, [...args], { env: { ...inherited, ...shop.settings } }, (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }));
});
const inherited = { PATH: `${join(process.execPath, '..')}:/usr/bin:/bin` };

test('what the source itself holds twice is listed by reason, without a value', async () => {
  const { code, out } = await banyan('quarantine', 'list');
  expect(code).toBe(1);
  expect(out).toMatch(/product +catalog_product_entity\.sku +another row of the source holds its unique value +1 +0/);
  expect((await banyan('quarantine', 'show', 'product')).out).toMatch(/product +9002 /);
  expect(JSON.stringify(await query('SELECT * FROM banyan.quarantine'))).not.toContain('TWICE');
});

test('a target that no run has prepared is told as that', () => {
  expect(unprepared).toMatchObject({ out: '', err: expect.stringMatching(/the target holds nothing of a run yet/) });
  expect(unprepared.err).not.toMatch(/relation|42P01/);
});

test('a key that is not there is no success, and nothing is noted of it', async () => {
  for (const words of [['quarantine', 'accept', 'product', '99999999', '--reason', 'x'], ['quarantine', 'retry', 'product', '99999999'], ['quarantine', 'show', 'product', '99999999']]) {
    expect(await banyan(...words)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/product 99999999 is not in quarantine/) });
  }
  for (const words of [['dlq', 'discard', 'product', 'unreadable', '--reason', 'x'], ['dlq', 'replay', 'product', '7'], ['dlq', 'show', 'product', '7']]) {
    expect(await banyan(...words)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/product (7|unreadable) is no dead letter/) });
  }
  expect(await query('SELECT 1 FROM banyan.audit')).toEqual([]);
});

test('accepting wants a reason and a choice, and lands in the audit', async () => {
  expect((await banyan('quarantine', 'accept', 'product')).code).toBe(2);
  expect((await banyan('quarantine', 'accept', '--reason', 'x')).err).toMatch(/name an entity, or say --all/);
  expect((await banyan('quarantine', 'accept', 'product', '9002', '--reason', 'old test article', '--run', 'r1')).out).toBe('1 accepted.\n');
  expect((await banyan('quarantine', 'list')).code).toBe(0);
  expect(await query('SELECT run, who, action, why, detail FROM banyan.audit')).toEqual([
    { run: 'r1', who: 'tester', action: 'accept quarantine', why: 'old test article', detail: { entity: 'product', key: 9002 } },
  ]);
});

test('retrying carries it once the shop has been set right', async () => {
  expect((await banyan('quarantine', 'retry', 'product')).code).toBe(1);
  await shop.sql("UPDATE catalog_product_entity SET sku = 'ONCE' WHERE entity_id = 9002");
  expect((await banyan('quarantine', 'retry')).out).toBe('1 tried again, 1 carried, 0 still in quarantine.\n');
  expect(await query("SELECT sku FROM catalog.products WHERE sku IN ('ONCE', 'TWICE') ORDER BY 1")).toEqual([{ sku: 'ONCE' }, { sku: 'TWICE' }]);
});

test('samples are equal, and a changed column is found and named', async () => {
  const equal = await consistency('catalog', '30');
  expect(equal).toMatchObject({ code: 0, err: '' });
  expect(equal.out).toMatch(/mismatches: 0 in \d+ aggregates/);
  await query("UPDATE catalog.products SET weight = coalesce(weight, 0) + 1");
  const changed = await consistency('catalog', '5');
  await query("UPDATE catalog.products SET weight = nullif(weight - 1, 0)");
  expect(changed.code).toBe(1);
  expect(changed.out).toMatch(/product \d+: catalog\.products changed \(weight\)/);
  expect(await consistency('bakery', '5')).toMatchObject({ code: 2, err: expect.stringMatching(/services: .*catalog/) });
});

test('a report without Temporal and without a verification says what it lacks', async () => {
  const out = join(folder, 'r1.html');
  const { code, err } = await banyan('report', '--run', 'r1', '--out', out);
  expect(code).toBe(1);
  expect(err).toMatch(/the report has no timeline: Temporal does not answer/);
  const page = await readFile(out, 'utf8');
  expect(page).toContain('Not verified yet');
  expect(page).toContain('old test article');
});
