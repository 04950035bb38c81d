import type { RowDataPacket } from 'mysql2/promise';
import { seedShop } from '../seed/seed-shop';
import { onSource, prepareShop, SHOP, type BenchServers } from './bench-servers';
import { multiplyOrders, type OrderCounts } from './multiply-orders';
import { orderTables } from './order-tables';

const SEEDED_ORDERS = 3000;

/** Makes the shop whose orders are copied, unless the kept data folder has it already. */
export async function makeOrderShop(servers: BenchServers, counts: OrderCounts): Promise<void> {
  const made = `${counts.orders} orders, ${counts.items} items`;
  await onSource(servers, undefined, async (root) => {
    const [rows] = await root.query<RowDataPacket[]>('SELECT TABLE_COMMENT AS made FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?', [SHOP, 'bench_made']);
    if (rows[0]?.['made'] === made) return;
    await root.query(`DROP DATABASE IF EXISTS ${SHOP}`);
    await seedShop({ ...servers.source, database: SHOP }, { customers: 1000, products: 500, orders: Math.min(SEEDED_ORDERS, counts.orders), traps: 'none' });
    await root.query(`USE ${SHOP}`);
    await multiplyOrders(root, counts);
    for (const table of orderTables) await keepComparedIndexes(root, table.source, table.indexes);
    await root.query(`CREATE TABLE bench_made (id int) COMMENT = '${made}'`);
  });
  await prepareShop(servers);
}

type Root = Parameters<typeof multiplyOrders>[0];

/**
 * pgloader builds the indexes that the source has. So the source gets those that the target tables have, and loses the
 * ones they do not; keys and the way from a child to its parent stay, for everybody reads by them.
 */
async function keepComparedIndexes(root: Root, table: string, wanted: readonly string[]): Promise<void> {
  const [rows] = await root.query<RowDataPacket[]>(
    `SELECT INDEX_NAME AS name, GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX) AS columns, MAX(NON_UNIQUE) AS plain FROM information_schema.STATISTICS
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? GROUP BY INDEX_NAME`, [table]);
  const [keys] = await root.query<RowDataPacket[]>(
    `SELECT CONSTRAINT_NAME AS name, COLUMN_NAME AS \`column\`, REFERENCED_TABLE_NAME AS parent FROM information_schema.KEY_COLUMN_USAGE
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND REFERENCED_TABLE_NAME IS NOT NULL`, [table]);
  for (const { name, parent } of keys) if (parent !== 'sales_order') await root.query(`ALTER TABLE ${table} DROP FOREIGN KEY \`${name}\``);
  const parents = keys.filter(({ parent }) => parent === 'sales_order').map(({ column }) => column as string);
  const kept = new Set([...wanted, ...parents, 'tax_id', 'order_id']);
  for (const { name, columns, plain } of rows) {
    if (plain && !kept.has((columns as string).split(',')[0]!)) await root.query(`ALTER TABLE ${table} DROP INDEX \`${name}\``);
  }
  const have = new Set(rows.map(({ columns }) => columns as string));
  for (const column of wanted) if (!have.has(column)) await root.query(`ALTER TABLE ${table} ADD INDEX (${column})`);
}
