import { columnNamed, sourceName } from './expressions';
import type { Family } from './family';
import type { Check, Numbers } from './oracle';
import { isStaged, joinRoot, wayOf, type Shape } from './shape';
import type { Sides } from './sides';

/** Rows of the source that belong to no root: each must be in the quarantine under the root's key (0 for NULL), or it was dropped. */
export function checkOrphans(sides: Sides, shape: Shape): Check | undefined {
  const { family, part } = shape;
  if (!part || shape.sourceFrom === '') return undefined;
  const way = wayOf(sides, family, part);
  return orphanCheck(sides, { family, table: part.source, column: way.column, join: `${way.join} ${joinRoot(sides, family, way)}` });
}

/** The same for the values of attributes. */
export function checkOrphanedValues(sides: Sides, family: Family): Check[] {
  if (isStaged(sides, family.source)) return [];
  return ['datetime', 'decimal', 'int', 'text', 'varchar'].flatMap((backend) => {
    const table = `${family.source}_${backend}`;
    if (!columnNamed(sides.sourceColumns(table), 'value')) return [];
    const column = `t.${sourceName(family.key[0]!)}`;
    return [orphanCheck(sides, { family, table, column, join: joinRoot(sides, family, { column, owner: `${table}.${family.key[0]}` }) })];
  });
}

interface Place {
  readonly family: Family;
  readonly table: string;
  readonly column: string;
  readonly join: string;
}

function orphanCheck(sides: Sides, { family, table, column, join }: Place): Check {
  const parked = sides.quarantined(family.entity);
  const unparked = parked.length === 0 ? '' : ` AND COALESCE(${column}, 0) NOT IN (${parked.map(Number).join(', ')})`;
  // A staged root that is not in force now is no orphan's maker; its rows are simply not due.
  const root = isStaged(sides, family.source) ? ` AND NOT EXISTS (SELECT 1 FROM {${family.source}} s WHERE s.row_id = ${column} OR s.${sourceName(family.key[0]!)} = ${column})` : '';
  // Of all rows: a root that the cut leaves out is there all the same.
  const sql = `SELECT COUNT(*) FROM {${table}} t ${join.replace(/\bJOIN\b/g, 'LEFT JOIN')} WHERE r.${sourceName(family.key[0]!)} IS NULL${unparked}${root}`.replace(/\{/g, '{!');
  const count = async (): Promise<Numbers> => ({ 'rows without a root, not in the quarantine': (await sides.source(sql))[0]![0]! });
  return {
    group: family.group,
    table,
    what: 'orphans',
    source: count,
    target: () => Promise.resolve({ 'rows without a root, not in the quarantine': '0' }),
  };
}
