import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import type { AttributeCatalog } from '../eav/attribute-catalog';
import { sqlLiteral, type SqlValue } from '../sql-literal';

/** A seeded shop as traps see it. */
export interface TrapShop {
  readonly attributes: AttributeCatalog;
  /** Inserts a row and resolves to the id the server gave it, 0 when the table gives none. */
  insert(table: string, row: Readonly<Record<string, SqlValue>>): Promise<number>;
  /** Runs a statement as Magento's session would, with keys unchecked; `{p}` stands for the table prefix. */
  run(sql: string): Promise<void>;
  /** The same with keys checked, so that deletes cascade. */
  runChecked(sql: string): Promise<void>;
  /** The first cell of the first row. */
  count(sql: string): Promise<number>;
}

/** The session must be as MAGENTO_SESSION says: traps rely on its tolerance. */
export function createTrapShop(connection: Connection, attributes: AttributeCatalog, prefix: string): TrapShop {
  const named = (sql: string): string => sql.replaceAll('{p}', prefix);
  const run = async (sql: string): Promise<void> => void (await connection.query(named(sql)));
  return {
    attributes,
    async insert(table, row) {
      const columns = Object.keys(row).map((column) => `\`${column}\``);
      const values = Object.values(row).map(sqlLiteral);
      const [result] = await connection.query<ResultSetHeader>(`INSERT INTO ${prefix}${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`);
      return result.insertId;
    },
    run,
    async runChecked(sql) {
      await run('SET foreign_key_checks = 1');
      try {
        await run(sql);
      } finally {
        await run('SET foreign_key_checks = 0');
      }
    },
    async count(sql) {
      const [rows] = await connection.query<RowDataPacket[]>(named(sql));
      return Number(Object.values(rows[0] ?? {})[0]);
    },
  };
}
