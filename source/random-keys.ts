import type { CompiledEntity } from '../entities/grammar/compile';
import { packKey } from '../entities/grammar/derive-ids';
import { quoteName, withSource, type SourceConnection, type SourcePool } from './connect';
import { keyCondition } from './selection';

export interface KeyDraw {
  readonly compiled: CompiledEntity;
  /** Table prefix of the shop. */
  readonly prefix: string;
  /** How many points of the key space to look at. */
  readonly points: number;
  /** 0 to 1, for tests; by default `Math.random`. */
  readonly random?: () => number;
}

/**
 * Root keys at random points of the key space: each is the first key at or after its point, one look-up in the primary
 * key. No table is sorted. Keys after gaps come up more often, which no comparison minds.
 * @returns distinct keys, ascending; fewer than asked where two points meet the same row.
 */
export async function randomKeys(pool: SourcePool, { compiled, prefix, points, random = Math.random }: KeyDraw): Promise<number[]> {
  if (!compiled.present) return [];
  return withSource(pool, async (connection) => {
    const at = keyFinder(connection, compiled, prefix);
    const [first, last] = [await at(0, 'ASC'), await at(0, 'DESC')];
    if (first === undefined || last === undefined) return [];
    const keys = new Set<number>();
    for (let point = 0; point < points; point++) {
      const key = await at(first + Math.floor(random() * (last - first + 1)), 'ASC');
      if (key !== undefined) keys.add(key);
    }
    return [...keys].sort((a, b) => a - b);
  });
}

/** Finds the first key at or after a point, or the last of all. */
function keyFinder(connection: SourceConnection, { definition, keyColumns }: CompiledEntity, prefix: string) {
  const columns = keyColumns.map(quoteName);
  const limit = columns.length === 1 ? 2 ** 48 - 1 : 2 ** 53 - 1;
  return async (from: number, order: 'ASC' | 'DESC'): Promise<number | undefined> => {
    const where = keyCondition(columns, { from, to: limit });
    const sorted = columns.map((column) => `${column} ${order}`).join(', ');
    const sql = `SELECT ${columns.join(', ')} FROM ${quoteName(prefix + definition.root)} WHERE ${where.text} ORDER BY ${sorted} LIMIT 1`;
    const [rows] = await connection.query({ sql, values: [...where.values], rowsAsArray: true });
    const row = (rows as unknown as (number | string)[][])[0]?.map(Number);
    return row && (row.length === 2 ? packKey(row[0]!, row[1]!) : row[0]);
  };
}
