import { checkAttributes } from './check-attributes';
import { checkIds } from './check-ids';
import { checkOrphanedValues, checkOrphans } from './check-orphans';
import { checkReferences } from './check-references';
import { checkRows } from './check-rows';
import { allFamilies } from './families/all-families';
import type { Family } from './family';
import { judge } from './judge';
import type { Check, OracleConnection, OracleFinding, OracleOptions } from './oracle';
import { shapeOf } from './shape';
import { openSides, type Sides } from './sides';

/**
 * Proves with plain SQL on both servers that source and target hold the same data. It shares no code with what moved
 * the data. Writers may run: a difference counts only when both sides stand still.
 * @returns every difference; none means equal.
 */
export async function runOracle(source: OracleConnection, target: OracleConnection, options: OracleOptions): Promise<OracleFinding[]> {
  const sides = await openSides(source, target, options);
  try {
    const findings: OracleFinding[] = [];
    for (const check of allChecks(sides)) {
      const { rows, finding } = await judge(check, options.lagMs ?? 1000);
      options.onChecked?.({ group: check.group, table: check.table, what: check.what, rows, finding });
      if (finding) findings.push(finding);
    }
    if (options.customersSince !== undefined) options.onLeftOut?.(await leftOut(sides));
    return findings;
  } finally {
    await sides.close();
  }
}

async function leftOut(sides: Sides): Promise<Record<string, string>> {
  const rows: Record<string, string> = {};
  for (const { table, sql } of sides.leftOut) rows[table] = (await sides.source(sql))[0]![0]!;
  return rows;
}

const allChecks = (sides: Sides): Check[] => [...allFamilies.flatMap((family) => checksOf(sides, family)), coverage(sides)];

function checksOf(sides: Sides, family: Family): Check[] {
  const shapes = [shapeOf(sides, family), ...(family.parts ?? []).map((part) => shapeOf(sides, family, part))];
  const ofTables = shapes.flatMap((shape) => [checkRows(sides, shape), checkReferences(sides, shape), checkIds(sides, shape), checkOrphans(sides, shape)]);
  const ofValues = family.attributes ? [checkAttributes(sides, family, family.attributes), ...checkOrphanedValues(sides, family)] : [];
  return [...ofTables.filter((check) => check !== undefined), ...ofValues];
}

/** A table of a service that no pair names would stand unproven. */
function coverage(sides: Sides): Check {
  const known = new Set(allFamilies.flatMap(({ schema, target, parts, attributes }) =>
    [target, ...(parts ?? []).map((part) => part.target), ...(attributes?.stores ? [attributes.stores] : [])].map((table) => `${schema}.${table}`)));
  const found = new Set(sides.targetTables);
  return {
    group: 'all',
    table: 'every table of every service',
    what: 'coverage',
    source: () => Promise.resolve({ 'tables no check knows': '', 'tables that are missing': '' }),
    target: () => Promise.resolve({
      'tables no check knows': [...found].filter((table) => !known.has(table)).join(', '),
      'tables that are missing': [...known].filter((table) => !found.has(table)).join(', '),
    }),
  };
}
