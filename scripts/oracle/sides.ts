import { createPool, type Pool as SourcePool } from 'mysql2/promise';
import { Pool } from 'pg';
import { cutOf, type Cut } from './cut';
import type { OracleConnection, OracleOptions } from './oracle';

export interface KnownColumn {
  readonly name: string;
  /** `data_type` of the server's own information_schema. */
  readonly type: string;
}

type Rows = readonly (readonly (string | null)[])[];

/** Both servers, and what their catalogs and Banyan's ledger say that the checks must know. */
export interface Sides {
  /**
   * Runs a query; `{table}` becomes the quoted name with the shop's prefix, or the rows of it that the run's cut leaves
   * in, and `{!table}` all of its rows. Cells are texts.
   */
  source(sql: string): Promise<Rows>;
  target(schema: string, sql: string): Promise<Rows>;
  /** Columns in order; none when the shop has no such table. */
  sourceColumns(table: string): readonly KnownColumn[];
  /** Columns in order, by `schema.table`. */
  targetColumns(table: string): readonly KnownColumn[];
  readonly targetTables: readonly string[];
  /** Columns of staged shops that refer to `row_id` of a root, as `table.column`. */
  readonly rowIdColumns: ReadonlySet<string>;
  /** Root keys that Banyan could not carry; nothing is claimed about them. */
  quarantined(entity: string): readonly string[];
  /** Whether some ids of an entity were mapped before, or born in the service, and hold no Magento id. */
  hasOwnIds(entity: string): boolean;
  inOneDatabase(schemas: readonly string[]): boolean;
  /** Tables that the run's cut takes rows from, each with a query that counts them. */
  readonly leftOut: Cut['leftOut'];
  close(): Promise<void>;
}

/** Connects to both sides and reads their catalogs. */
export async function openSides(source: OracleConnection, target: OracleConnection, options: OracleOptions): Promise<Sides> {
  const shop = sourcePool(source);
  const pools = new Map<string, Pool>();
  const poolOf = (schema: string): Pool => {
    const where = options.targets?.[schema] ?? target;
    const address = `${where.host}:${where.port}/${where.database}`;
    if (!pools.has(address)) pools.set(address, targetPool(where));
    return pools.get(address)!;
  };
  let prefix = options.prefix ?? '';
  let cut: Cut | undefined;
  const onSource = async (sql: string): Promise<Rows> => {
    const carried = sql.replace(/\{(\w+)\}/g, (_, table: string) => cut?.carried(table) ?? `{!${table}}`);
    const text = carried.replace(/\{!(\w+)\}/g, (_, table: string) => `\`${prefix}${table}\``);
    const [rows] = await shop.query({ sql: text, rowsAsArray: true, typeCast: (field) => field.string() });
    return rows as unknown as Rows;
  };
  const onTarget = async (schema: string, sql: string): Promise<Rows> => (await poolOf(schema).query({ text: sql, rowMode: 'array' })).rows as Rows;
  const close = async (): Promise<void> => {
    await Promise.all([shop.end(), ...[...pools.values()].map((pool) => pool.end())]);
  };
  try {
    poolOf('');
    Object.keys(options.targets ?? {}).forEach(poolOf);
    prefix = options.prefix ?? (await findPrefix(onSource));
    const known = await readCatalogs(onSource, [...pools.values()], prefix);
    if (options.customersSince !== undefined) cut = cutOf(options.customersSince, (table) => known.sourceColumns(table).length > 0);
    return { ...known, leftOut: cut?.leftOut ?? [], source: onSource, target: onTarget, inOneDatabase: (schemas) => new Set(schemas.map(poolOf)).size === 1, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function sourcePool({ host, port, user, password, database }: OracleConnection): SourcePool {
  const pool = createPool({ host, port, user, password, database, connectionLimit: 4, charset: 'utf8mb4_bin' });
  pool.pool.on('connection', (session) => {
    session.query("SET time_zone = '+00:00', sql_mode = ''", (error) => error && session.destroy());
  });
  return pool;
}

function targetPool({ host, port, user, password, database }: OracleConnection): Pool {
  const pool = new Pool({
    host, port, user, password, database,
    max: 4,
    options: '-c timezone=UTC -c datestyle=ISO -c search_path=pg_catalog -c jit=off',
    types: { getTypeParser: () => (value: unknown) => value as never },
  });
  // An idle connection that breaks is replaced; the next query tells what is wrong.
  pool.on('error', () => undefined);
  return pool;
}

/** What stands before `eav_attribute`; two other tables end like it, and are longer. */
async function findPrefix(onSource: (sql: string) => Promise<Rows>): Promise<string> {
  const [row] = await onSource(`SELECT TABLE_NAME FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE '%eav\\_attribute' ORDER BY LENGTH(TABLE_NAME) LIMIT 1`);
  if (!row) throw new Error('the source database has no table named eav_attribute: it is not a Magento shop');
  return row[0]!.slice(0, -'eav_attribute'.length);
}

async function readCatalogs(onSource: (sql: string) => Promise<Rows>, pools: readonly Pool[], prefix: string) {
  const sourceTables = grouped(await onSource(`SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION`));
  const rowIds = await onSource(`SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.KEY_COLUMN_USAGE
    WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_COLUMN_NAME = 'row_id'`);
  const all = async (sql: string): Promise<Rows> => (await Promise.all(pools.map(async (pool) => (await pool.query({ text: sql, rowMode: 'array' })).rows as Rows))).flat();
  const targetTables = grouped(await all(`SELECT c.table_schema || '.' || c.table_name, c.column_name, c.data_type
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema', 'banyan', 'public')
    ORDER BY c.table_schema, c.table_name, c.ordinal_position`));
  const parked = grouped((await all('SELECT entity_type, magento_id::text FROM banyan.quarantine')).map(([entity, key]) => [entity!, key!, '']));
  const ownIds = new Set((await all('SELECT DISTINCT entity_type FROM banyan.magento_id_map WHERE NOT derived')).map(([entity]) => entity!));
  return {
    sourceColumns: (table: string) => sourceTables.get(prefix + table) ?? [],
    targetColumns: (table: string) => targetTables.get(table) ?? [],
    targetTables: [...targetTables.keys()],
    rowIdColumns: new Set(rowIds.map(([table, column]) => `${table!.slice(prefix.length)}.${column}`)),
    quarantined: (entity: string) => (parked.get(entity) ?? []).map((row) => row.name),
    hasOwnIds: (entity: string) => ownIds.has(entity),
  };
}

function grouped(rows: Rows): Map<string, KnownColumn[]> {
  const groups = new Map<string, KnownColumn[]>();
  for (const [group, name, type] of rows) {
    if (!groups.has(group!)) groups.set(group!, []);
    groups.get(group!)!.push({ name: name!, type: type! });
  }
  return groups;
}
