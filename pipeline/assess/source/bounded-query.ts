import type { RowDataPacket } from 'mysql2';
import { withSource } from '../../../source/connect';
import type { ServerView } from './source-view';

/** ER_STATEMENT_TIMEOUT of MariaDB, ER_QUERY_TIMEOUT of MySQL. */
const timeouts = new Set([1969, 3024]);

/** Longest time, in seconds, that one question of pre-flight may keep the shop's server busy. */
const longest = 5;

/**
 * Runs a SELECT that the server itself ends after a few seconds.
 * @returns undefined when it would have taken longer.
 */
export async function boundedQuery(view: Pick<ServerView, 'pool' | 'flavor'>, select: string, values: readonly (string | number)[] = []): Promise<RowDataPacket[] | undefined> {
  const sql = view.flavor === 'mariadb'
    ? `SET STATEMENT max_statement_time=${longest} FOR ${select}`
    : select.replace(/^\s*SELECT/, `SELECT /*+ MAX_EXECUTION_TIME(${longest * 1000}) */`);
  try {
    const [rows] = await withSource(view.pool, (connection) => connection.query<RowDataPacket[]>(sql, [...values]));
    return rows;
  } catch (error) {
    const { errno } = ((error as Error).cause ?? error) as { errno?: number };
    if (timeouts.has(errno ?? 0)) return undefined;
    throw error;
  }
}
