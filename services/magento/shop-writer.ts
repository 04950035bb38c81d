import type { PoolConnection, ResultSetHeader } from 'mysql2/promise';
import type { Row } from '../api/row';
import type { OpenShop } from './open-shop';
import { asking, type Ask } from './reads/shop-query';
import type { RowValues } from './shop/shop-connection';
import type { Shop } from './shop/shop';

/** One open transaction on the shop. Columns and tables that this version of Magento lacks are left out. */
export interface ShopWriter {
  readonly shop: Shop;
  readonly ask: Ask;
  /** The one row with this key, locked; undefined when there is none. */
  lock(table: string, key: RowValues): Promise<Row | undefined>;
  /** @returns the generated id, '0' where the table is missing or has none. */
  insert(table: string, values: RowValues): Promise<string>;
  /** @returns rows that match. */
  update(table: string, key: RowValues, values: RowValues): Promise<number>;
  /** Inserts, or updates the row with the same unique key, as Magento writes EAV values. */
  upsert(table: string, key: RowValues, values: RowValues): Promise<void>;
  /** Adds to a number that others change too. */
  add(table: string, key: RowValues, amounts: Readonly<Record<string, string | number>>): Promise<number>;
  remove(table: string, key: RowValues): Promise<number>;
}

/** Errors after which the same transaction may succeed. */
const tryAgain = new Set([1205, 1213]);
const attempts = 3;

/** Runs writes as one transaction in Magento's own session; anything thrown undoes all of them. A deadlock is tried again. */
export async function inShopTransaction<T>({ pool, shop }: OpenShop, work: (writer: ShopWriter) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const connection = await pool.getConnection();
    try {
      await connection.beginTransaction();
      const result = await work(writerOn(connection, shop));
      await connection.commit();
      connection.release();
      return result;
    } catch (error) {
      // What a broken connection had open, the server undoes by itself.
      await connection.rollback().then(() => connection.release(), () => connection.destroy());
      if (attempt < attempts && tryAgain.has((error as { readonly errno?: number }).errno ?? 0)) continue;
      throw error;
    }
  }
}

function writerOn(connection: PoolConnection, shop: Shop): ShopWriter {
  const { schema } = shop;
  const ask = asking(connection, schema);
  const run = async (sql: string, values: readonly unknown[]): Promise<ResultSetHeader> => (await connection.query<ResultSetHeader>(sql, [...values]))[0];
  const known = (table: string, values: RowValues): RowValues =>
    Object.fromEntries(Object.entries(values).filter(([column, value]) => value !== undefined && schema.table(table).columns.has(column)));
  const insertSql = (table: string, values: RowValues): string =>
    `INSERT INTO ${schema.sqlName(table)} (${Object.keys(values).map(quoted).join(', ')}) VALUES (${Object.keys(values).map(() => '?').join(', ')})`;
  return {
    shop,
    ask,
    lock: async (table, key) => (await ask(`SELECT * FROM {${table}} WHERE ${conditions(key)} FOR UPDATE`, Object.values(key)))[0],
    insert: async (table, values) => {
      if (!schema.has(table)) return '0';
      const given = known(table, values);
      return String((await run(insertSql(table, given), Object.values(given))).insertId);
    },
    update: async (table, key, values) => {
      const given = known(table, values);
      if (Object.keys(given).length === 0) return 0;
      return (await run(`UPDATE ${schema.sqlName(table)} SET ${assignments(given)} WHERE ${conditions(key)}`, [...Object.values(given), ...Object.values(key)])).affectedRows;
    },
    upsert: async (table, key, values) => {
      const [given, changed] = [known(table, { ...key, ...values }), known(table, values)];
      await run(`${insertSql(table, given)} ON DUPLICATE KEY UPDATE ${assignments(changed)}`, [...Object.values(given), ...Object.values(changed)]);
    },
    add: async (table, key, amounts) => {
      if (!schema.has(table)) return 0;
      const sums = Object.keys(amounts).map((column) => `${quoted(column)} = ${quoted(column)} + ?`).join(', ');
      return (await run(`UPDATE ${schema.sqlName(table)} SET ${sums} WHERE ${conditions(key)}`, [...Object.values(amounts), ...Object.values(key)])).affectedRows;
    },
    remove: async (table, key) => (await run(`DELETE FROM ${schema.sqlName(table)} WHERE ${conditions(key)}`, Object.values(key))).affectedRows,
  };
}

/** Names come from code and from the shop's own schema, values are always bound. */
const quoted = (column: string): string => `\`${column.replaceAll('`', '``')}\``;
const assignments = (values: RowValues): string => Object.keys(values).map((column) => `${quoted(column)} = ?`).join(', ');
const conditions = (key: RowValues): string => Object.keys(key).map((column) => `${quoted(column)} = ?`).join(' AND ');
