import type { CompiledEntity } from '../entities/grammar/compile';
import { idLimit } from '../entities/grammar/derive-ids';
import { quoteName, withSource, type SourcePool } from './connect';
import { keyOfCells, numberRows } from './key-rows';
import { keyCondition } from './selection';

/** Root keys that the source has of an entity, in order, from behind a key on. */
export async function keysAfter(pool: SourcePool, compiled: CompiledEntity, page: { prefix: string; after: number; limit: number }): Promise<number[]> {
  const columns = compiled.keyColumns.map(quoteName);
  const where = keyCondition(columns, { from: page.after + 1, to: idLimit(compiled.space.wide) - 1 });
  const text = `SELECT DISTINCT ${columns.join(', ')} FROM ${quoteName(page.prefix + compiled.definition.root)} WHERE ${where.text} ORDER BY ${columns.join(', ')} LIMIT ?`;
  return (await withSource(pool, (connection) => numberRows(connection, { text, values: [...where.values, page.limit] }))).map(keyOfCells);
}
