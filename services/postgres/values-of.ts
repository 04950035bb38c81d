import type { PoolClient, QueryArrayResult } from 'pg';
import type { Row } from '../api/row';
import type { Plan } from './plan';
import { toMagentoRow } from './to-magento-row';

interface Asked {
  readonly client: PoolClient;
  readonly plan: Plan;
  readonly storeId: string;
}

type TextRows = QueryArrayResult<(string | null)[]>;

/**
 * EAV values of roots in force at a store: its own, else those of store 0. A present NULL wins as well.
 * @param roots their first column is the uuid.
 * @returns the values of the root at an index.
 */
export async function valuesOf({ client, plan, storeId }: Asked, roots: TextRows): Promise<(index: number) => Row> {
  const inherited = tellValues(plan, roots);
  if (!plan.stores || storeId === '0') return (index) => inherited(roots.rows[index]!);
  const { table, parent } = plan.stores;
  const overrides: TextRows = await client.query<(string | null)[]>({
    text: `SELECT ${parent}::text AS "#root", * FROM ${table} WHERE ${parent} = ANY($1::uuid[]) AND store_id = ${storeId}`,
    values: [roots.rows.map(([uuid]) => uuid)], rowMode: 'array', types: { getTypeParser: () => (cell: unknown) => cell },
  });
  const told = tellValues(plan, overrides);
  const byRoot = new Map(overrides.rows.map((cells) => [cells[0]!, told(cells)]));
  return (index) => ({ ...inherited(roots.rows[index]!), ...byRoot.get(roots.rows[index]![0]!) });
}

function tellValues(plan: Plan, { fields }: TextRows): (cells: readonly (string | null)[]) => Row {
  const tell = toMagentoRow(fields, { words: plan.words });
  const attributes = fields.findIndex(({ name }) => name === 'attributes');
  const columns = Object.entries(plan.attributes ?? {}).map(([code, column]) => ({ code, column: column! }));
  return (cells) => {
    const row = tell(cells);
    const values: Record<string, string | null> = {};
    for (const { code, column } of columns) if (row[column] !== null && row[column] !== undefined) values[code] = row[column];
    const rest = attributes < 0 ? null : cells[attributes] ?? null;
    // A value in a table that is not its attribute's is kept under a name with a hash; Magento does not show it either.
    if (rest !== null) for (const [code, value] of Object.entries(JSON.parse(rest) as Row)) if (!code.startsWith('#')) values[code] = value;
    return values;
  };
}
