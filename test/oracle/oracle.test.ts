import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { parseConfig } from '../../contracts/config';
import type { OracleFinding } from '../../scripts/oracle/oracle';
import { runOracle } from '../../scripts/oracle/run-oracle';
import { seedShop } from '../../scripts/seed/seed-shop';
import { useServers, type SourceDatabase, type TargetDatabase } from '../servers';
import { migrateShop } from './migrated-shop';
import { addOne, changeOne, dataColumns, dropOne, readTables, swapTwo, type PlantedTable } from './plant-faults';

/** One table of each of the guide's thirteen groups; every other table is planted as well. */
const THIRTEEN = [
  'customer.customers', 'customer.customer_addresses', 'catalog.products', 'catalog.categories', '"order".orders', '"order".order_items',
  'payment.payment_records', 'payment.refunds', 'warehouse.stock_items', 'promotion.promotion_rules', 'promotion.coupons',
  'loyalty.loyalty_point_balances', 'customer.wishlists', 'review.reviews', 'customer.newsletter_subscribers',
];

/** What the migration drops today: votes whose review is NULL belong to no aggregate, and nothing accounts for them. */
const UNCARRIED = [{ table: 'rating_option_vote', what: 'orphans' }];

describe('the plain-SQL oracle', () => {
  const servers = useServers();
  let source: SourceDatabase;
  let migrated: TargetDatabase;
  let copies = 0;

  beforeAll(async () => {
    source = await servers.createSourceDatabase();
    migrated = await servers.createTargetDatabase();
    const { host, port, rootUser, rootPassword, database } = source;
    await seedShop({ host, port, user: rootUser, password: rootPassword, database }, { customers: 60, products: 60, orders: 80, commerce: true });
    await migrateShop(parseConfig({
      BANYAN_SOURCE_URL: `mysql://${source.user}@${host}:${port}/${database}`,
      BANYAN_SOURCE_PASSWORD: source.password,
      BANYAN_TARGET_URL: `postgres://${migrated.user}@${migrated.host}:${migrated.port}/${migrated.database}`,
      BANYAN_TARGET_PASSWORD: migrated.password,
    }));
  });

  const judged = (target: TargetDatabase): Promise<OracleFinding[]> => runOracle(source, target, { lagMs: 0 });

  /** A copy of the migrated target with faults in it, judged and thrown away. */
  const judgedWith = async (plant: (client: Client, tables: readonly PlantedTable[]) => Promise<void>): Promise<OracleFinding[]> => {
    const target = { ...migrated, database: `${migrated.database}_${++copies}` };
    const admin = new Client({ ...migrated, database: 'postgres' });
    await admin.connect();
    try {
      await admin.query(`CREATE DATABASE ${target.database} TEMPLATE ${migrated.database}`);
      const client = new Client(target);
      await client.connect();
      await plant(client, await readTables(client)).finally(() => client.end());
      return await judged(target);
    } finally {
      await admin.query(`DROP DATABASE IF EXISTS ${target.database} WITH (FORCE)`);
      await admin.end();
    }
  };

  /** Tables, quoted as PostgreSQL does, that a finding of these kinds names. */
  const foundTables = (findings: readonly OracleFinding[], kinds: readonly OracleFinding['what'][]): Set<string> =>
    new Set(findings.filter(({ what }) => kinds.includes(what)).flatMap(({ table }) => {
      const [, target = ''] = table.split(' → ');
      const [main = '', stores] = target.split(' and ');
      const schema = main.split('.')[0]!;
      return [main, ...(stores ? [`${schema}.${stores}`] : [])].map((name) => name.replace(/^order\./, '"order".'));
    }));

  test('finds nothing in what was migrated', async () => {
    expect((await judged(migrated)).map(({ table, what }) => ({ table, what }))).toEqual(UNCARRIED);
  });

  test('has rows to look at in every group of the guide', async () => {
    await judgedWith(async (_client, tables) => {
      const filled = new Set(tables.filter(({ rows }) => rows > 1).map(({ table }) => table));
      expect(THIRTEEN.filter((table) => !filled.has(table))).toEqual([]);
    });
  });

  test('finds a changed value in every column of every table', async () => {
    const planted: { table: string; column: string }[] = [];
    const findings = await judgedWith(async (client, tables) => {
      for (const table of tables.filter(({ rows }) => rows > 0)) {
        for (const column of dataColumns(table)) {
          await client.query(changeOne(table, column));
          planted.push({ table: table.table, column: column.name });
        }
      }
    });
    const named = new Map<string, string>();
    for (const finding of findings) {
      for (const table of foundTables([finding], ['rows', 'references', 'attributes'])) {
        named.set(table, `${named.get(table) ?? ''} ${finding.columns.join(' ')} ${finding.differences.join(' ')} ${finding.what === 'attributes' ? 'attributes' : ''}`);
      }
    }
    const missed = planted.filter(({ table, column }) => !isNamed(named.get(table) ?? '', column));
    expect(missed).toEqual([]);
    expect(planted.length).toBeGreaterThan(900);
  });

  test.each([
    ['dropped row', dropOne],
    ['added row', addOne],
  ])('finds a %s in every table', async (_name, statement) => {
    let planted: string[] = [];
    const findings = await judgedWith(async (client, tables) => {
      const filled = tables.filter(({ rows }) => rows > 0);
      for (const table of filled) await client.query(statement(table));
      planted = filled.map(({ table }) => table);
    });
    const found = foundTables(findings, ['rows', 'attributes']);
    expect(planted.filter((table) => !found.has(table))).toEqual([]);
    expect(THIRTEEN.filter((table) => !found.has(table))).toEqual([]);
  });

  test('finds two values that changed places, though every sum stays the same', async () => {
    const planted: string[] = [];
    const findings = await judgedWith(async (client, tables) => {
      for (const table of tables) if (await swapTwo(client, table)) planted.push(table.table);
    });
    const found = foundTables(findings, ['rows', 'attributes', 'references']);
    expect(planted.filter((table) => !found.has(table))).toEqual([]);
    expect(THIRTEEN.filter((table) => !planted.includes(table))).toEqual([]);
  });

  test('names the columns and the roots that differ', async () => {
    const findings = await judgedWith(async (client) => {
      await client.query(`UPDATE "order".order_items SET row_total = row_total + 1 WHERE order_id = (SELECT id FROM "order".orders ORDER BY id OFFSET 2 LIMIT 1) AND parent_item_id IS NULL`);
    });
    expect(findings).toHaveLength(1 + UNCARRIED.length);
    expect(findings[0]).toMatchObject({ group: 'orders', table: 'sales_order_item → order.order_items', columns: ['row_total'] });
    expect(findings[0]!.keys[0]).toMatch(/^\d+\/\d+$/);
    expect(findings[0]!.differences.some((difference) => difference.startsWith('sum of row_total:'))).toBe(true);
  });
});

/** A column is named by itself, by the attribute it holds, or, where it is JSON, by what was planted in it. */
function isNamed(finding: string, column: string): boolean {
  const attribute = column === 'meta_keywords' ? 'meta_keyword' : column;
  return new RegExp(`\\b(${column}|${attribute})\\b`).test(finding) || (column === 'attributes' && finding.includes('planted'));
}

test('the oracle shares no code with what it judges', () => {
  const folder = resolve(__dirname, '..', '..', 'scripts', 'oracle');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const imported = files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1]!));
  expect(imported.length).toBeGreaterThan(20);
  expect(imported.filter((path) => /(entities|pipeline|source|target|activities|workers)\//.test(path))).toEqual([]);
});
