import type { CompiledEntity } from '../../../entities/grammar/compile';
import { quoteName } from '../../../source/connect';
import { blocker, ok, type Check, type Observation } from '../check';
import { boundedQuery } from './bounded-query';
import type { ShopView } from './source-view';

/** What fits into an id: 48 bits of a plain key, 26 and 27 bits of the parts of a pair. */
const limitsOf = (compiled: CompiledEntity): readonly number[] => (compiled.keyColumns.length === 1 ? [2 ** 48] : [2 ** 26, 2 ** 27]);

/** Keys too large to derive an id from. The largest key of an index costs one look-up. */
export const keyLimits: Check<ShopView> = {
  name: 'key-limits',
  run: async (view) => {
    const too = [];
    for (const compiled of view.entities.filter(({ present }) => present)) too.push(...(await beyond(view, compiled)));
    return too.length > 0 ? too : [ok('every key is small enough to derive an id from')];
  },
};

async function beyond(view: ShopView, compiled: CompiledEntity): Promise<Observation[]> {
  const table = view.catalog.prefix + compiled.definition.root;
  const found = await largestKeys(view, table, compiled.keyColumns);
  return limitsOf(compiled).flatMap((limit, index) => {
    if (found[index]! < limit) return [];
    return [blocker(`${table}.${compiled.keyColumns[index]} holds ${found[index]}, and ids hold keys below ${limit}`,
      'renumber these rows in the shop, or leave the entity out of the run')];
  });
}

async function largestKeys(view: ShopView, table: string, columns: readonly string[]): Promise<number[]> {
  const largest = columns.map((column, index) => `MAX(${quoteName(column)}) AS k${index}`).join(', ');
  const rows = await boundedQuery(view, `SELECT ${largest} FROM ${quoteName(table)}`);
  if (!rows) throw new Error(`the largest key of ${table} was not found in time`);
  return columns.map((_, index) => Number(rows[0]![`k${index}`] ?? 0));
}
