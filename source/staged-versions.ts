import type { CompiledEntity } from '../entities/grammar/compile';
import { quoteName, withSource, type SourceConnection, type SourcePool } from './connect';
import { numberRows } from './key-rows';

/** The source's own time in unix seconds: staged versions begin and end by it. */
export const readClock = async (connection: SourceConnection): Promise<number> =>
  (await numberRows(connection, { text: 'SELECT UNIX_TIMESTAMP()', values: [] }))[0]![0]!;

/** The same, on a connection of its own. */
export const sourceClock = (pool: SourcePool): Promise<number> => withSource(pool, readClock);

/**
 * Root keys of a staged entity of which a version begins or ends after one moment and up to another, over the two
 * indexes that Magento has on these columns.
 */
export async function turnedBetween(pool: SourcePool, prefix: string, { compiled, after, until }: { compiled: CompiledEntity; after: number; until: number }): Promise<number[]> {
  const key = quoteName(compiled.keyColumns[0]!);
  const table = quoteName(prefix + compiled.definition.root);
  const side = (column: string): string => `SELECT ${key} FROM ${table} WHERE ${column} > ? AND ${column} <= ?`;
  const rows = await withSource(pool, (connection) => numberRows(connection, { text: `${side('created_in')} UNION ${side('updated_in')}`, values: [after, until, after, until] }));
  return rows.map(([found]) => found!);
}
