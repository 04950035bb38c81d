import type { CompiledEntity, TablePlan } from '../../../entities/grammar/compile';
import { quoteName } from '../../../source/connect';
import { ok, someOf, warning, type Check } from '../check';
import { countOf } from '../words';
import { boundedQuery } from './bounded-query';
import type { ShopView } from './source-view';

/** Counted no further: what matters is that there are some. */
const most = 10_000;

interface Link {
  readonly child: string;
  readonly column: string;
  readonly parent: string;
  readonly key: string;
}

/** Rows of child tables without a foreign key whose parent is gone. They belong to no aggregate. */
export const orphans: Check<ShopView> = {
  name: 'orphans',
  run: async (view) => {
    const links = unguardedLinks(view);
    const found: string[] = [];
    const slow: string[] = [];
    for (const link of links) {
      const count = await countOrphans(view, link);
      if (count === undefined) slow.push(link.child);
      else if (count > 0) found.push(`${count > most ? `more than ${most}` : count} of ${view.catalog.prefix}${link.child}`);
    }
    if (found.length + slow.length === 0) return [ok(`no orphans in the ${countOf(links.length, 'child table')} that no foreign key guards`)];
    return [
      ...(found.length === 0 ? [] : [warning(`rows whose parent is gone: ${someOf(found)}; they are accounted for as refused, not carried`, 'delete them in the shop if nobody needs them')]),
      ...(slow.length === 0 ? [] : [warning(`orphans of ${someOf(slow)} were not counted within a few seconds`, 'the verification accounts for every row later')]),
    ];
  },
};

function unguardedLinks(view: ShopView): Link[] {
  const links = view.entities.filter((compiled) => compiled.present && !compiled.staged)
    .flatMap((compiled) => compiled.children.filter((plan) => plan.present).map((plan) => linkOf(compiled, plan)));
  const guarded = ({ child, column, parent }: Link): boolean =>
    view.catalog.tables.get(child)!.foreignKeys.some((key) => key.column === column && key.table === parent);
  const byPlace = new Map(links.filter((link) => view.catalog.tables.has(link.parent) && !guarded(link)).map((link) => [`${link.child}.${link.column}`, link]));
  return [...byPlace.values()];
}

function linkOf({ definition, keyColumns }: CompiledEntity, { source, parent }: TablePlan): Link {
  const { column, via } = parent!;
  return { child: source, column, parent: via?.table ?? definition.root, key: via?.key ?? keyColumns[0]! };
}

async function countOrphans(view: ShopView, { child, column, parent, key }: Link): Promise<number | undefined> {
  const table = (name: string): string => quoteName(view.catalog.prefix + name);
  const rows = await boundedQuery(view,
    `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${table(child)} c LEFT JOIN ${table(parent)} p ON p.${quoteName(key)} = c.${quoteName(column)}
      WHERE p.${quoteName(key)} IS NULL AND c.${quoteName(column)} IS NOT NULL LIMIT ${most + 1}) AS orphan`);
  return rows && Number(rows[0]!.n);
}
