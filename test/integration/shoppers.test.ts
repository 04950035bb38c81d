import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { seedShop } from '../../scripts/seed/seed-shop';
import { actions } from '../../scripts/shoppers/actions/actions';
import { judgeSource, type Verdict } from '../../scripts/shoppers/judge';
import { readAccounts } from '../../scripts/shoppers/read-accounts';
import type { ShopAddress } from '../../services/magento/shop/shop-connection';
import type { AcknowledgedWrite } from '../../scripts/shoppers/shopper';
import type { ShopperSummary } from '../../scripts/shoppers/shopper-summary';
import { startShoppers } from '../../scripts/shoppers/start-shoppers';
import { useServers } from '../servers';

const ROOT = resolve(__dirname, '../..');
const PREFIX = 'm2_';
const servers = useServers({ parts: ['source'] });
let folder: string;
let address: ShopAddress;
let root: Connection;

beforeAll(async () => {
  const made = await servers.createSourceDatabase();
  address = { host: made.host, port: made.port, user: made.rootUser, password: made.rootPassword, database: made.database, prefix: PREFIX };
  const { prefix, ...server } = address;
  await seedShop(server, { customers: 400, products: 300, orders: 400, prefix, traps: 'none' });
  root = await createConnection(server);
}, 180_000);
afterAll(() => root.end());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-shoppers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function judge(): Promise<Verdict> {
  return judgeSource(folder, address);
}

function options(rate: number) {
  return { address, rate, shoppers: 4, seed: 11, accountDir: folder };
}

interface Until {
  readonly rate?: number;
  readonly seconds?: number;
  readonly without?: readonly string[];
}

async function shopUntil(enough: (summary: ShopperSummary) => boolean, { rate = 200, seconds = 60, without = [] }: Until = {}): Promise<ShopperSummary> {
  const running = await startShoppers({ ...options(rate), without });
  const end = Date.now() + seconds * 1000;
  while (!enough(running.summary()) && Date.now() < end) await Promise.race([running.done, new Promise((wait) => setTimeout(wait, 100))]);
  return running.stop();
}

describe('shoppers', () => {
  it('do everything a shop knows, and every acknowledged write is in the database', async () => {
    const seen = new Set<string>();
    const often = await shopUntil(({ byAction }) => actions.every(({ name, weight }) => weight < 1 || (byAction[name] ?? 0) > 0));
    for (const name of Object.keys(often.byAction)) seen.add(name);
    // Then the seldom ones, which would take long to come up among all the others.
    const common = actions.filter(({ name, weight }) => weight > 0.5 && name !== 'set attribute').map(({ name }) => name);
    const seldom = await shopUntil(({ byAction }) => actions.every(({ name }) => common.includes(name) || (byAction[name] ?? 0) > 0), { rate: 100, without: common });
    for (const name of Object.keys(seldom.byAction)) seen.add(name);
    expect(actions.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
    const verdict = await judge();
    expect(verdict).toMatchObject({ acknowledged: often.acknowledged + seldom.acknowledged, indeterminate: 0, open: 0, differences: [], breaks: [] });
    expect(verdict.values).toBeGreaterThan(verdict.acknowledged * 5);
  });

  it('give up a sum that the column cannot hold, as the server would cut it with a mere warning', async () => {
    await root.query(`UPDATE ${PREFIX}cataloginventory_stock_item SET qty = 99999999.9999`);
    try {
      await shopUntil(({ byAction }) => (byAction['change stock'] ?? 0) >= 3, { without: actions.map(({ name }) => name).filter((name) => name !== 'change stock') });
      const verdict = await judge();
      expect(verdict.acknowledged).toBeGreaterThanOrEqual(3);
      expect(verdict.differences).toEqual([]);
    } finally {
      await root.query(`UPDATE ${PREFIX}cataloginventory_stock_item SET qty = 1000`);
    }
  });

  it('keep the rate, and show probes of acknowledged writes', async () => {
    const seen: AcknowledgedWrite[] = [];
    const running = await startShoppers({ ...options(50), probe: { every: 5, onWrite: (write) => seen.push(write) } });
    // A slow machine may fall behind the rate; nothing may run ahead of it.
    for (const end = Date.now() + 60_000; seen.length < 40 && Date.now() < end;) await new Promise((wait) => setTimeout(wait, 100));
    const summary = await running.stop();
    expect(summary.acknowledged).toBeGreaterThanOrEqual(200);
    expect(summary.writesPerSecond).toBeLessThan(60);
    expect(seen.length).toBe(Math.floor(summary.acknowledged / 5));
    expect(seen[0]).toMatchObject({ entity: expect.any(String), key: expect.stringMatching(/^\d+$/), ackedAt: expect.any(Number) });
  });

  it('write no personal value into their account', async () => {
    await shopUntil(({ byAction }) => (byAction['register customer'] ?? 0) > 20);
    const text = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const [rows] = await root.query<RowDataPacket[]>(`SELECT email, lastname, password_hash FROM ${PREFIX}customer_entity ORDER BY entity_id DESC LIMIT 200`);
    expect(rows.length).toBe(200);
    expect(rows.flatMap((row) => [row.email, row.lastname, row.password_hash] as string[]).filter((value) => value && value.length > 7 && text.includes(value))).toEqual([]);
  });

  it('survive lost connections, and the judge allows what nobody can know', async () => {
    const running = await startShoppers(options(300));
    for (let round = 0; round < 12 || (running.summary().acknowledged <= 100 && round < 120); round += 1) {
      await new Promise((wait) => setTimeout(wait, 400));
      const [sessions] = await root.query<RowDataPacket[]>('SELECT ID FROM information_schema.PROCESSLIST WHERE DB = ? AND ID <> CONNECTION_ID()', [address.database]);
      for (const session of sessions) await root.query(`KILL ${Number(session.ID)}`).catch(() => undefined); // it may have gone by itself
    }
    const summary = await running.stop();
    expect(summary.reconnects).toBeGreaterThan(10);
    expect(summary.acknowledged).toBeGreaterThan(100);
    expect(await judge()).toMatchObject({ acknowledged: summary.acknowledged, indeterminate: summary.indeterminate, differences: [], breaks: [] });
  });

  it('are a program that SIGTERM ends in order and kill -9 leaves with an account that holds', async () => {
    const run = (): ReturnType<typeof spawn> => spawn(process.execPath, ['--import', 'tsx', 'scripts/shoppers/main.ts', '--host', address.host, '--port', String(address.port), '--user', address.user, '--database', address.database, '--prefix', PREFIX, '--accounts', folder, '--rate', '100'], { cwd: ROOT, env: { ...process.env, SHOP_PASSWORD: address.password } });
    const killed = run();
    await shopping(killed);
    killed.kill('SIGKILL');
    await new Promise((resolve) => killed.once('close', resolve));
    const ended = run();
    let output = '';
    ended.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await shopping(ended);
    ended.kill('SIGTERM');
    expect(await new Promise((resolve) => ended.once('close', resolve))).toBe(0);
    const summary = JSON.parse(output.trim().split('\n').at(-1) ?? '') as ShopperSummary;
    expect(summary.acknowledged).toBeGreaterThan(50);
    const verdict = await judge();
    expect(verdict).toMatchObject({ differences: [], breaks: [] });
    expect(verdict.acknowledged).toBeGreaterThan(summary.acknowledged + 50);
  });
});

async function shopping(program: ReturnType<typeof spawn>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    program.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('shopping')) resolve();
    });
    program.once('close', (code) => reject(new Error(`the shoppers ended with ${code}`)));
  });
  const before = linesWritten();
  for (const end = Date.now() + 60_000; linesWritten() < before + 400 && Date.now() < end;) await new Promise((wait) => setTimeout(wait, 100));
}

const linesWritten = (): number => readdirSync(folder).reduce((lines, name) => lines + readFileSync(join(folder, name), 'utf8').split('\n').length, 0);

describe('the judge finds', () => {
  /** A row that the account speaks of, by table, and what it says. */
  async function accounted(table: string, column: string): Promise<string> {
    const { expectations } = await readAccounts(folder);
    const [row] = expectations.filter((one) => one.table === table && one.presence === 'present' && one.columns.has(column));
    if (!row) throw new Error(`no account of ${table}`);
    return Object.entries(row.key).map(([name, value]) => `${name} = ${value}`).join(' AND ');
  }

  interface Fault {
    readonly name: string;
    readonly table: string;
    readonly column: string;
    readonly sql: string;
    readonly kind: 'missing' | 'differs';
  }

  const faults: readonly Fault[] = [
    { name: 'a lost row', table: 'sales_order_address', column: 'city', sql: 'DELETE FROM {table} WHERE', kind: 'missing' },
    { name: 'a lost amount', table: 'sales_order', column: 'grand_total', sql: 'UPDATE {table} SET grand_total = grand_total + 0.01 WHERE', kind: 'differs' },
    { name: 'a changed personal value', table: 'customer_entity', column: 'email', sql: `UPDATE {table} SET email = CONCAT('x', email) WHERE`, kind: 'differs' },
    { name: 'a lost stock movement', table: 'cataloginventory_stock_item', column: 'qty', sql: 'UPDATE {table} SET qty = qty - 1 WHERE', kind: 'differs' },
    { name: 'a value that became NULL', table: 'catalog_product_entity_varchar', column: 'value', sql: 'UPDATE {table} SET value = NULL WHERE', kind: 'differs' },
  ];

  it.each(faults)('$name', async ({ table, column, sql, kind }) => {
    await shopUntil(({ byAction }) => ['register customer', 'place order', 'rename product', 'ship', 'change stock'].every((name) => (byAction[name] ?? 0) > 2));
    expect((await judge()).differences).toEqual([]);
    await root.query(`${sql.replace('{table}', PREFIX + table)} ${await accounted(table, column)}`);
    const { differences } = await judge();
    expect(differences).toEqual([expect.objectContaining({ table, kind, columns: kind === 'missing' ? [] : expect.arrayContaining([column]) })]);
  });

  it('a row that came back', async () => {
    await shopUntil(({ byAction }) => (byAction['remove from wishlist'] ?? 0) > 0);
    const gone = (await readAccounts(folder)).expectations.find((row) => row.table === 'wishlist_item' && row.presence === 'absent');
    const [wishlists] = await root.query<RowDataPacket[]>(`SELECT wishlist_id, product_id FROM ${PREFIX}wishlist_item LIMIT 1`);
    await root.query(`INSERT INTO ${PREFIX}wishlist_item (wishlist_item_id, wishlist_id, product_id, qty) VALUES (?, ?, ?, 1)`, [gone?.key.wishlist_item_id, wishlists[0]?.wishlist_id, wishlists[0]?.product_id]);
    expect((await judge()).differences).toEqual([{ table: 'wishlist_item', key: gone?.key, kind: 'should be gone', columns: [] }]);
  });

  it('another hand on a shared counter while the shoppers were at work', async () => {
    const running = await startShoppers({ ...options(100), without: ['delete product'] });
    const meddler = setInterval(() => void root.query(`UPDATE ${PREFIX}cataloginventory_stock_item SET qty = qty + 1`), 500);
    await new Promise((wait) => setTimeout(wait, 8000));
    clearInterval(meddler);
    await running.stop();
    expect((await judge()).breaks.length).toBeGreaterThan(0);
  });
});
