import { coverageOf, type UnmappedTable } from '../../../entities/coverage';
import { quoteName, withSource } from '../../../source/connect';
import { blocker, ok, someOf, type Check, type Observation } from '../check';
import { asCount } from '../words';
import type { ShopView } from './source-view';

/** Whether every column of the mapped tables goes somewhere. */
export const columnCoverage: Check<ShopView> = {
  name: 'coverage',
  run: async ({ catalog, entities }) => {
    const { mapped } = coverageOf(catalog, entities);
    const lost = mapped.flatMap(({ table, columns }) => columns.filter(({ how }) => how === 'unaccounted').map(({ column }) => `${table}.${column}`));
    if (lost.length === 0) return [ok(`every column of ${mapped.length} mapped tables is carried, or ignored for a reason`)];
    return [blocker(`no definition says what becomes of ${someOf(lost)}`, 'add a field, or a reason to ignore it, to the entity\'s definition')];
  },
};

/** What becomes of the tables that no entity reads. */
export const unmappedTables: Check<ShopView> = {
  name: 'unmapped-tables',
  run: async (view) => judge(view, coverageOf(view.catalog, view.entities).unmapped),
};

async function judge(view: ShopView, unmapped: readonly UnmappedTable[]): Promise<Observation[]> {
  const filled: UnmappedTable[] = [];
  for (const table of unmapped) if (await hasRows(view, table)) filled.push(table);
  const rowsOf = ({ table }: UnmappedTable): number => view.stats.get(table)?.rows ?? 0;
  const tell = (kind: UnmappedTable['kind']): { count: number; rows: string; names: string } => {
    const tables = filled.filter((table) => table.kind === kind).sort((a, b) => rowsOf(b) - rowsOf(a));
    return {
      count: tables.length,
      rows: asCount(tables.reduce((sum, table) => sum + rowsOf(table), 0)),
      names: someOf(tables.map((table) => `${table.table} (${asCount(rowsOf(table))})`)),
    };
  };
  const [rebuilt, known, unknown] = [tell('rebuilt'), tell('known'), tell('unknown')];
  return [
    ok(`${unmapped.length - filled.length} tables that are not carried are empty; ${rebuilt.count} with about ${rebuilt.rows} rows are rebuilt from others`),
    ...(known.count === 0 ? [] : [ok(`${known.count} known tables are not carried, each for a reason; about ${known.rows} rows: ${known.names}`)]),
    ...(unknown.count === 0 ? [] : [blocker(
      `${unknown.count} tables with about ${unknown.rows} rows are unknown to Banyan and will not be carried: ${unknown.names}`,
      'make sure that no service needs them, then acknowledge it in the plan: --acknowledge unmapped-tables')]),
  ];
}

/** The server's estimate decides where it can be trusted; an unknown table is looked into, which costs one row. */
async function hasRows({ pool, stats, catalog }: ShopView, { table, kind }: UnmappedTable): Promise<boolean> {
  if (kind !== 'unknown') return (stats.get(table)?.rows ?? 0) > 0;
  const [rows] = await withSource(pool, (connection) => connection.query(`SELECT 1 FROM ${quoteName(catalog.prefix + table)} LIMIT 1`));
  return (rows as unknown[]).length > 0;
}
