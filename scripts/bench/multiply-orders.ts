import type { Connection, RowDataPacket } from 'mysql2/promise';
import { orderTables, type OrderTable } from './order-tables';

export interface OrderCounts {
  readonly orders: number;
  readonly items: number;
}

/**
 * Copies the orders of a seeded shop to new ids until there are as many as asked for, inside the server: a hundred
 * thousand rows a second where a generator of single rows manages twenty. Only for measuring; the copies differ in their
 * ids and numbers only.
 */
export async function multiplyOrders(shop: Connection, wanted: OrderCounts): Promise<void> {
  await shop.query('SET SESSION sql_log_bin = 0, foreign_key_checks = 0, unique_checks = 0');
  await dropTriggers(shop);
  const steps = new Map<string, number>();
  for (const { source, id } of orderTables) steps.set(source, Number(await one(shop, `SELECT MAX(${id}) FROM ${source}`)));
  const have = Number(await one(shop, 'SELECT COUNT(*) FROM sales_order'));
  for (let copy = 1; copy * have < wanted.orders; copy++) {
    const rest = wanted.orders - copy * have;
    const last = rest >= have ? undefined : Number(await one(shop, `SELECT entity_id FROM sales_order WHERE entity_id <= ${steps.get('sales_order')} ORDER BY 1 LIMIT 1 OFFSET ${rest - 1}`));
    await shop.query('START TRANSACTION');
    for (const table of orderTables) await shop.query(await copySql(shop, table, { steps, copy, last }));
    await shop.query('COMMIT');
  }
  await addItems(shop, wanted.items);
  for (const { source } of orderTables) await shop.query(`ANALYZE TABLE ${source}`);
}

interface Copy {
  readonly steps: ReadonlyMap<string, number>;
  readonly copy: number;
  /** The last order of the seeded shop to copy; all of them when undefined. */
  readonly last: number | undefined;
}

async function copySql(shop: Connection, table: OrderTable, { steps, copy, last }: Copy): Promise<string> {
  const columns = await columnsOf(shop, table.source);
  const moved = (column: string): string => {
    const to = column === table.id ? table.source : table.refers[column];
    // 0 and NULL refer to nothing.
    if (to) return `IF(t.${column} > 0, t.${column} + ${copy * steps.get(to)!}, t.${column})`;
    return column === 'increment_id' ? `CONCAT('${copy}-', t.${column})` : `t.${column}`;
  };
  const order = table.source === 'sales_order' ? 't.entity_id' : table.through ? 'p.order_id' : `t.${Object.entries(table.refers).find(([, to]) => to === 'sales_order')![0]}`;
  const join = table.through ? ` JOIN ${table.through.table} p ON p.${table.through.column} = t.${table.through.column}` : '';
  return `INSERT INTO ${table.source} (${columns.join(', ')}) SELECT ${columns.map(moved).join(', ')} FROM ${table.source} t${join}
    WHERE t.${table.id} <= ${steps.get(table.source)} AND ${order} <= ${last ?? steps.get('sales_order')} ORDER BY t.${table.id}`;
}

/** More lines for the same orders, where the seeded shop has too few of them. */
async function addItems(shop: Connection, wanted: number): Promise<void> {
  const columns = await columnsOf(shop, 'sales_order_item');
  for (;;) {
    const missing = wanted - Number(await one(shop, 'SELECT COUNT(*) FROM sales_order_item'));
    if (missing <= 0) return;
    const offset = Number(await one(shop, 'SELECT MAX(item_id) FROM sales_order_item'));
    const moved = columns.map((column) => (column === 'item_id' ? `item_id + ${offset}` : column));
    await shop.query(`INSERT INTO sales_order_item (${columns.join(', ')}) SELECT ${moved.join(', ')} FROM sales_order_item
      WHERE parent_item_id IS NULL ORDER BY item_id LIMIT ${missing}`);
  }
}

async function dropTriggers(shop: Connection): Promise<void> {
  const [rows] = await shop.query<RowDataPacket[]>('SELECT TRIGGER_NAME AS name FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()');
  for (const { name } of rows) await shop.query(`DROP TRIGGER \`${name}\``);
}

/** Names of a table's columns, quoted. */
async function columnsOf(shop: Connection, table: string): Promise<string[]> {
  const [rows] = await shop.query<RowDataPacket[]>(
    'SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION', [table]);
  return rows.map(({ name }) => name as string);
}

async function one(shop: Connection, sql: string): Promise<unknown> {
  const [rows] = await shop.query<RowDataPacket[]>(sql);
  return Object.values(rows[0] ?? {})[0];
}
