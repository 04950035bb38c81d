import { packKey } from '../entities/grammar/derive-ids';
import { withSource, type SourceConnection, type SourcePool } from './connect';
import type { Sql } from './selection';

/** Rows of a query as plain arrays of numbers. */
export async function numberRows(connection: SourceConnection, { text, values }: Sql): Promise<number[][]> {
  const [rows] = await connection.query({ sql: text, values: [...values], rowsAsArray: true });
  return (rows as unknown as unknown[][]).map((row) => row.map(Number));
}

/** A root key from its cells, one or two. */
export const keyOfCells = ([first, second]: readonly number[]): number => (second === undefined ? first! : packKey(first!, second));

/** Runs a query that lists numbers once for every thousand ids, and gathers its rows. */
export async function numberRowsOf(pool: SourcePool, ids: readonly number[], sqlOf: (some: readonly number[]) => Sql): Promise<number[][]> {
  const all: number[][] = [];
  for (let at = 0; at < ids.length; at += 1000) {
    const sql = sqlOf(ids.slice(at, at + 1000));
    all.push(...(await withSource(pool, (connection) => numberRows(connection, sql))));
  }
  return all;
}
