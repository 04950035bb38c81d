import type { Client } from 'pg';

export interface PlantedTable {
  /** `schema.table` */
  readonly table: string;
  readonly columns: readonly PlantedColumn[];
  readonly rows: number;
}

interface PlantedColumn {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
}

/** Tables of the services, with how many rows they have. */
export async function readTables(client: Client): Promise<PlantedTable[]> {
  const { rows } = await client.query<{ table: string; columns: PlantedColumn[] }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS table, json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, NULL), 'isKey', a.attnum = ANY(p.conkey)) ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_constraint p ON p.conrelid = c.oid AND p.contype = 'p'
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND n.nspname NOT IN ('banyan', 'public', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
     GROUP BY 1 ORDER BY 1`);
  const tables: PlantedTable[] = [];
  for (const row of rows) {
    const counted = await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${row.table}`);
    tables.push({ ...row, rows: Number(counted.rows[0]!.n) });
  }
  return tables;
}

const another: Readonly<Record<string, (column: string) => string>> = {
  text: (column) => `COALESCE(${column}, '') || '~'`,
  integer: (column) => `COALESCE(${column}, 0) + 1`,
  bigint: (column) => `COALESCE(${column}, 0) + 1`,
  numeric: (column) => `COALESCE(${column}, 0) + 0.0001`,
  boolean: (column) => `NOT COALESCE(${column}, false)`,
  uuid: () => 'gen_random_uuid()',
  bytea: (column) => `COALESCE(${column}, '') || '\\x00'`,
  date: (column) => `COALESCE(${column}, '2020-01-01') + 1`,
  jsonb: (column) => `COALESCE(${column}, '{}') || '{"planted": "value"}'`,
  'timestamp with time zone': (column) => `COALESCE(${column}, '2020-01-01') + interval '1 second'`,
  'timestamp without time zone': (column) => `COALESCE(${column}, '2020-01-01') + interval '1 second'`,
};

const quoted = (name: string): string => `"${name}"`;

/** Columns that carry data: not the key, not the mark of where a row came from. */
export const dataColumns = ({ columns }: PlantedTable): readonly PlantedColumn[] => columns.filter(({ name, isKey }) => !isKey && name !== 'source');

/** Changes the value of one column in one row. */
export const changeOne = ({ table }: PlantedTable, { name, type }: PlantedColumn): string =>
  `UPDATE ${table} SET ${quoted(name)} = ${another[type]!(quoted(name))}
    WHERE ctid = (SELECT ctid FROM ${table} ORDER BY ${quoted(name)} IS NULL, ctid LIMIT 1)`;

/** Removes one row, and what belongs to it. */
export const dropOne = ({ table }: PlantedTable): string => `DELETE FROM ${table} WHERE ctid = (SELECT max(ctid) FROM ${table})`;

const unique = ['sku', 'email', 'increment_id', 'code'];

/** Adds a copy of one row under another key; what must be unique is changed with it. */
export function addOne({ table, columns }: PlantedTable): string {
  const keys = columns.filter(({ isKey }) => isKey).map(({ name }) => name);
  if (keys.length === 1 && keys[0] !== 'id') return addToAnotherAttribute(table);
  // In a part the first key column is its root, which has to exist.
  const changed = new Set([...(keys.length > 1 ? keys.slice(1) : keys), ...unique]);
  const row = columns.map(({ name, type }) => (changed.has(name) ? far(type, quoted(name)) : quoted(name)));
  return `INSERT INTO ${table} SELECT ${row.join(', ')} FROM ${table} LIMIT 1`;
}

/** A key that no other row of the root has. */
const far = (type: string, column: string): string => (type === 'integer' || type === 'bigint' ? `${column} + 1000` : another[type]!(column));

/** Settings that an attribute has at most once go to one that has none. */
const addToAnotherAttribute = (table: string): string => `
  INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(copied) || jsonb_build_object('attribute_id', free.id))).*
    FROM (SELECT * FROM ${table} LIMIT 1) copied,
         (SELECT id FROM store.attributes a WHERE NOT EXISTS (SELECT 1 FROM ${table} x WHERE x.attribute_id = a.id) LIMIT 1) free`;

/** Exchanges the values that two rows have in the first column where any two differ. */
export async function swapTwo(client: Client, planted: PlantedTable): Promise<boolean> {
  for (const { name } of dataColumns(planted).filter(({ type }) => type !== 'uuid' && type !== 'jsonb')) {
    const column = quoted(name);
    const { rowCount } = await client.query(`WITH pair AS (
        SELECT a.ctid AS a, a.${column} AS value_a, b.ctid AS b, b.${column} AS value_b
          FROM (SELECT ctid, ${column} FROM ${planted.table} WHERE ${column} IS NOT NULL LIMIT 1) a
          JOIN ${planted.table} b ON b.${column} <> a.${column} LIMIT 1)
      UPDATE ${planted.table} t SET ${column} = CASE WHEN t.ctid = pair.a THEN pair.value_b ELSE pair.value_a END FROM pair WHERE t.ctid IN (pair.a, pair.b)`);
    if (rowCount === 2) return true;
  }
  return false;
}
