import type { CompiledEntity } from '../../../entities/grammar/compile';
import { quoteName } from '../../../source/connect';
import { ok, warning, type Check, type Observation } from '../check';
import { countOf } from '../words';
import { boundedQuery } from './bounded-query';
import type { ShopView } from './source-view';

/**
 * Values that are unique in the target and not, or not in the same way, in the shop: MySQL folds case and accents and
 * ignores trailing blanks, PostgreSQL compares bytes. Counts only.
 */
export const uniqueCollisions: Check<ShopView> = {
  name: 'collisions',
  run: async (view) => {
    const found: Observation[] = [];
    for (const compiled of view.entities.filter(({ present }) => present)) {
      for (const unique of compiled.root.target.unique) found.push(...(await judge(view, compiled, unique)));
    }
    return found;
  },
};

async function judge(view: ShopView, compiled: CompiledEntity, unique: readonly string[]): Promise<Observation[]> {
  const columns = unique.map((name) => sourceColumn(compiled, name));
  const table = view.catalog.prefix + compiled.definition.root;
  const named = `${table}.${unique.join('+')}`;
  if (columns.some((column) => column === undefined)) return [warning(`whether ${named} is unique could not be asked: it is not a plain column`, 'clashes, if any, are quarantined and listed')];
  const of = { table, columns: columns as string[], staged: compiled.staged };
  const exact = await countRepeated(view, { ...of, binary: true });
  const folded = await countRepeated(view, { ...of, binary: false });
  if (exact === undefined || folded === undefined) return [warning(`whether ${named} is unique was not found out within a few seconds`, 'clashes, if any, are quarantined and listed')];
  if (exact > 0) {
    return [warning(`${countOf(exact, 'value')} of ${named} ${exact === 1 ? 'stands' : 'stand'} on more than one row: all but the oldest row of each will be quarantined`,
      'give these rows values of their own in the shop, or accept them in the quarantine later')];
  }
  if (folded > 0) {
    return [warning(`${countOf(folded, 'value')} of ${named} ${folded === 1 ? 'differs' : 'differ'} only by case, accents or trailing blanks: they are carried, but the shop takes them for one`,
      'rename them in the shop before services write back to it')];
  }
  return [ok(`${named} is unique, also when case, accents and trailing blanks are ignored`)];
}

/** The source column behind a target column; undefined for what is computed or read along. */
function sourceColumn({ definition }: CompiledEntity, name: string): string | undefined {
  const field = definition.fields[name] ?? definition.fields[name.replace(/^magento_/, '')];
  return field?.word === 'column' || field?.word === 'reference' ? field.source : undefined;
}

/** How many values stand on several rows. NULLs never clash. Undefined when it would take too long. */
async function countRepeated(view: ShopView, of: { table: string; columns: readonly string[]; staged: boolean; binary: boolean }): Promise<number | undefined> {
  const names = of.columns.map(quoteName);
  const grouped = names.map((name) => (of.binary ? `CAST(${name} AS BINARY)` : name)).join(', ');
  // Versions of one product have one SKU; only what is in force now is carried.
  const inForce = of.staged ? ['created_in <= UNIX_TIMESTAMP() AND updated_in > UNIX_TIMESTAMP()'] : [];
  const filled = [...names.map((name) => `${name} IS NOT NULL`), ...inForce].join(' AND ');
  const rows = await boundedQuery(view,
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${quoteName(of.table)} WHERE ${filled} GROUP BY ${grouped} HAVING COUNT(*) > 1) AS repeated`);
  return rows && Number(rows[0]!.n);
}
