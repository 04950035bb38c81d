import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { parseConfig, type Config } from '../../contracts/config';
import { allPass } from '../../contracts/gate-check';
import type { Hold, RunStatus } from '../../contracts/outcomes';
import { startRun, type DrivenRun } from '../../scripts/rehearsal/drive-run';
import { prepareRun, type Settings } from '../../scripts/rehearsal/prepare';
import { seedShop } from '../../scripts/seed/seed-shop';
import { connectTarget, type TargetPool } from '../../target/connect';
import { startWorkers, type RunningWorkers } from '../../workers/start-workers';
import { useServers } from '../servers';
import { fillDisk } from './full-disk';
import { until } from './stand';

/**
 * One run that meets every kind of bad input, one after the other, on real servers: each is told once, with its remedy,
 * nothing is half done, and the run goes on after the fix. The tests follow each other; they share the run.
 */
const servers = useServers({ own: true, parts: ['source', 'target', 'temporal'] });
const database = 'magento';
let root: Connection;
let target: TargetPool;
let settings: Settings;
let config: Config;
let workers: RunningWorkers;
let run: DrivenRun;

const work = (): Promise<RunningWorkers> => startWorkers(config, ['control', 'data', 'stream']);

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const { host, port, rootUser: user, rootPassword: password } = servers.stack().source!;
  await seedShop({ host, port, user, password, database }, { customers: 20, products: 20, orders: 20, seed: 7, traps: 'none' });
  root = await createConnection({ host, port, user, password, database });
  settings = await prepareRun(servers.stack(), { database, target: 'platform' });
  config = parseConfig({ ...settings, BANYAN_BACKUP_NAME: 'nightly', BANYAN_BACKUP_AT: new Date().toISOString() });
  target = connectTarget(config.BANYAN_TARGET_URL, 2);
}, 240_000);
afterAll(async () => {
  await run?.close();
  await workers?.stop();
  await root?.end();
  await target?.end();
}, 120_000);

/** A test that needs those before it. */
let broken = '';
const step = (name: string, work: () => Promise<void>, limitMs = 180_000): void => test(name, async () => {
  if (broken !== '') throw new Error(`not tried: the run did not get past "${broken}"`);
  broken = name;
  await work();
  broken = '';
}, limitMs);

const sql = async (statement: string): Promise<RowDataPacket[]> => (await root.query<RowDataPacket[]>(statement))[0];
const count = async (table: string): Promise<number> => Number((await target.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n);
const account = (): string => "'banyan'@'%'";

const status = (what: string, asked: (status: RunStatus) => boolean): Promise<RunStatus> =>
  until(what, async () => {
    const now = await run.status().catch(() => undefined);
    return now && asked(now) ? now : undefined;
  }).catch(async (error: unknown) => {
    throw new Error(`${String(error)}; it is ${JSON.stringify(await run.status())}`, { cause: error });
  });
const atGate = (gate: string): Promise<RunStatus> => status(`the gate ${gate}`, (now) => now.gate?.gate === gate && allPass(now.gate.checks));
const approve = async (gate: string): Promise<void> => {
  await atGate(gate);
  await run.tell('approve', 'looks good');
};
const held = async (...names: string[]): Promise<readonly Hold[]> =>
  (await status(`holds of ${names.join(', ')}`, ({ holds }) => names.every((name) => holds.some((hold) => (hold.entity ?? hold.part) === name)))).holds;
const assessed = (worst: RegExp): Promise<RunStatus> => status(String(worst), ({ gate }) => worst.test(gate?.checks[0]?.detail ?? ''));

step('wrong credentials keep the first gate shut, and nothing is begun', async () => {
  await sql(`ALTER USER ${account()} IDENTIFIED BY 'another'`);
  workers = await work();
  run = await startRun(config, { run: 'faults', gates: 'manual', holds: { recheckSeconds: 0.3, attempts: 2 } });
  const { gate } = await assessed(/1 blockers.*: source/);
  expect(gate).toMatchObject({ gate: 'assess', checks: [{ verdict: 'fail' }] });
  expect((await target.query("SELECT nspname FROM pg_namespace WHERE nspname = 'banyan'")).rowCount).toBe(0);
});

step('missing grants and a log of statements keep it shut after that; once all is set right it opens', async () => {
  await sql(`ALTER USER ${account()} IDENTIFIED BY '${config.BANYAN_SOURCE_URL.password}'`);
  await sql(`REVOKE REPLICATION SLAVE ON *.* FROM ${account()}`);
  await sql('SET GLOBAL binlog_format = STATEMENT');
  await run.tell('resume', 'the password is right now');
  await assessed(/2 blockers.*grants/);
  await sql(`GRANT REPLICATION SLAVE ON *.* TO ${account()}`);
  await sql('SET GLOBAL binlog_format = ROW');
  await run.tell('resume', 'grants and log are set right');
  await approve('assess');
});

step('full disk, missing table and undecodable row hold what they concern, and only that', async () => {
  await atGate('stream');
  const disk = await fillDisk(target, 'customer.customers');
  await sql('RENAME TABLE sales_order_payment TO sales_order_payment_away');
  const [address] = await sql('SELECT entity_id AS id, firstname FROM customer_address_entity ORDER BY entity_id LIMIT 1');
  await sql(`UPDATE customer_address_entity SET firstname = CONCAT(firstname, CHAR(0)) WHERE entity_id = ${address!.id}`);
  await run.tell('approve', 'go');
  const holds = await held('customer', 'order', 'payment');
  expect(holds.find((hold) => hold.entity === 'customer')).toMatchObject({
    part: 'backfill', failure: 'TargetUnavailable', message: expect.stringMatching(/its disk is full; free space.*\[53100\]/), remedy: expect.any(String),
  });
  expect(holds.find((hold) => hold.entity === 'order')).toMatchObject({
    failure: 'SourceSchemaDrift', message: expect.stringMatching(/sales_order_payment/), remedy: expect.stringMatching(/mapping of the table/),
  });
  for (const [table, from] of [['catalog.products', 'catalog_product_entity'], ['warehouse.stock_items', 'cataloginventory_stock_item']] as const) {
    const all = await rows(from);
    await until(`the others to go on: ${table}`, async () => ((await count(table)) === all ? true : undefined));
  }
  // Nothing half done: neither rows nor ledger nor progress of what holds.
  expect([await count('customer.customers'), await count('"order".orders')]).toEqual([0, 0]);
  expect((await target.query("SELECT 1 FROM banyan.magento_id_map WHERE entity_type IN ('customer', 'order') AND NOT gone")).rowCount).toBe(0);
  expect((await target.query("SELECT 1 FROM banyan.progress WHERE entity_type IN ('customer', 'order')")).rowCount).toBe(0);
  await disk.makeRoom();
  await run.tell('retryEntity', 'there is room now', 'customer');
  await sql('RENAME TABLE sales_order_payment_away TO sales_order_payment');
  // The stream may hold an entity while a try of the copy is still under way, and that asks again: every hold is answered.
  await until('nothing to hold', async () => {
    const { holds: left, gate } = await run.status();
    for (const { entity } of left) await run.tell('retryEntity', 'the table is back', entity).catch(onlyNoLongerHeld);
    return gate?.gate === 'backfill' ? true : undefined;
  });
  await atGate('backfill');
  expect([await count('customer.customers'), await count('"order".orders')]).toEqual([await rows('customer_entity'), await rows('sales_order')]);
  expect((await target.query('SELECT entity_type, magento_id, source_column, reason FROM banyan.quarantine')).rows)
    .toEqual([{ entity_type: 'customer-address', magento_id: address!.id, source_column: 'firstname', reason: expect.any(String) }]);
  // Set right in the shop, it comes by itself.
  await root.query('UPDATE customer_address_entity SET firstname = ? WHERE entity_id = ?', [address!.firstname, address!.id]);
  await until('the address to leave the quarantine', async () => ((await count('banyan.quarantine')) === 0 ? true : undefined));
});
function onlyNoLongerHeld(error: unknown): void {
  if (!/neither holds nor is skipped/.test(String((error as Error).cause))) throw error;
}
const rows = async (table: string): Promise<number> => Number((await sql(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n);

step('a statement in the log stops the stream; begun anew, everything is copied again', async () => {
  await sql("SET SESSION binlog_format = STATEMENT");
  await sql('UPDATE sales_order SET remote_ip = NULL');
  await sql("SET SESSION binlog_format = ROW");
  const [hold] = await held('stream');
  expect(hold).toMatchObject({ part: 'stream', message: expect.stringMatching(/binlog_format=ROW/) });
  await run.tell('restartStream', 'rows are logged as rows again');
  await approve('stream');
  await atGate('backfill');
});
