import type { CompiledEntity, TablePlan } from '../../../entities/grammar/compile';
import { quoteName } from '../../../source/connect';
import { ok, someOf, warning, type Check } from '../check';
import { boundedQuery } from './bounded-query';
import type { ShopView } from './source-view';

/** Rows of one table under one root from which on a load of a single aggregate takes noticeable memory. */
const many = 20_000;

interface Largest {
  readonly table: string;
  readonly rows: number;
}

/** The most rows that one parent has in each child table: a chunk never splits an aggregate. */
export const largestAggregates: Check<ShopView> = {
  name: 'largest-aggregates',
  run: async (view) => {
    const found: Largest[] = [];
    const slow: string[] = [];
    for (const [table, column] of childColumns(view)) {
      const rows = await largestUnder(view, table, column);
      if (rows === undefined) slow.push(table);
      else found.push({ table, rows });
    }
    const top = found.sort((a, b) => b.rows - a.rows).slice(0, 5);
    const says = `the largest aggregates: ${top.map(({ table, rows }) => `${rows} rows of ${table}`).join(', ')} under one parent`;
    return [
      ...(top[0] === undefined ? [] : [top[0].rows < many ? ok(says) : warning(says, 'give the data workers memory for them, or thin them out in the shop')]),
      ...(slow.length === 0 ? [] : [warning(`not counted within a few seconds: ${someOf(slow)}`, 'nothing, unless one parent is known to have very many of them')]),
    ];
  },
};

/** Child tables with the column that leads to their parent; each table is asked once. */
function childColumns({ entities, stats }: ShopView): Map<string, string> {
  const columns = new Map<string, string>();
  for (const { column, source } of entities.flatMap(parentsOf)) if ((stats.get(source)?.rows ?? 0) > 0) columns.set(source, column);
  return columns;
}

const parentsOf = ({ children }: CompiledEntity): { source: string; column: string }[] =>
  children.filter((plan): plan is TablePlan & Required<Pick<TablePlan, 'parent'>> => plan.present && plan.parent !== undefined)
    .map(({ source, parent }) => ({ source, column: parent.column }));

async function largestUnder(view: ShopView, table: string, column: string): Promise<number | undefined> {
  const rows = await boundedQuery(view,
    `SELECT COUNT(*) AS n FROM ${quoteName(view.catalog.prefix + table)} WHERE ${quoteName(column)} IS NOT NULL GROUP BY ${quoteName(column)} ORDER BY n DESC LIMIT 1`);
  return rows && Number(rows[0]?.n ?? 0);
}
