import type { Pool, PoolConnection, RowDataPacket } from 'mysql2/promise';
import type { Row } from '../../api/row';
import type { ShopSchema } from '../shop/shop-schema';

/** Runs a statement in which `{table}` stands for the shop's name of it; every value comes back as the server's text. */
export type Ask = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** Asks on one connection. */
export const asking = (connection: Pool | PoolConnection, schema: ShopSchema): Ask => async (sql, values = []) => {
  const [rows] = await connection.query<RowDataPacket[]>(sql.replace(/\{(\w+)\}/g, (_all, table: string) => schema.sqlName(table)), [...values]);
  return rows as readonly Row[];
};

/** Runs reads that all see one moment of the shop. */
export async function inSnapshot<T>(pool: Pool, work: (connection: PoolConnection) => Promise<T>): Promise<T> {
  const connection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const result = await work(connection);
    await connection.query('COMMIT');
    connection.release();
    return result;
  } catch (error) {
    // A connection whose transaction is open, or that is broken, is not given to the next request.
    connection.destroy();
    throw error;
  }
}
