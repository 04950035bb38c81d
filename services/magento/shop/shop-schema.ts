import type { Connection, Pool, RowDataPacket } from 'mysql2/promise';
import { groupBy } from './group-by';
import type { TextRow } from './shop-connection';

/** One table as the server declares it; names without the shop's prefix. */
export interface ShopTable {
  readonly name: string;
  /** Column to its data type, in the words of information_schema. */
  readonly columns: ReadonlyMap<string, string>;
  readonly autoIncrement: string | undefined;
  /** Columns that the server sets to its clock when a statement changes the row and does not name them. */
  readonly clocks: readonly string[];
  readonly primaryKey: readonly string[];
  /** Columns by which the account names a row: of value tables their natural key, else the primary key. */
  readonly identity: readonly string[];
}

/** A foreign key that changes rows of `table` when its parent goes. */
export interface Cascade {
  readonly table: string;
  readonly column: string;
  readonly parent: string;
  readonly parentColumn: string;
  readonly rule: 'CASCADE' | 'SET NULL';
}

/** What a shop's database looks like, read once. */
export interface ShopSchema {
  readonly prefix: string;
  has(table: string): boolean;
  /** Throws when the shop has no such table. */
  table(name: string): ShopTable;
  /** The name to write into SQL, prefixed and quoted. */
  sqlName(table: string): string;
  cascadesFrom(parent: string): readonly Cascade[];
}

const COLUMNS = `
  SELECT c.TABLE_NAME AS tableName, c.COLUMN_NAME AS columnName, c.DATA_TYPE AS dataType, c.EXTRA AS extra
  FROM information_schema.COLUMNS c JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
  WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`;

const UNIQUE_KEYS = `
  SELECT TABLE_NAME AS tableName, INDEX_NAME AS indexName, COLUMN_NAME AS columnName
  FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 0
  ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`;

const CASCADES = `
  SELECT k.TABLE_NAME AS tableName, k.COLUMN_NAME AS columnName, k.REFERENCED_TABLE_NAME AS parent,
         k.REFERENCED_COLUMN_NAME AS parentColumn, r.DELETE_RULE AS rule
  FROM information_schema.KEY_COLUMN_USAGE k
  JOIN information_schema.REFERENTIAL_CONSTRAINTS r
    ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
  WHERE k.TABLE_SCHEMA = DATABASE() AND r.DELETE_RULE IN ('CASCADE', 'SET NULL')
  ORDER BY k.TABLE_NAME, k.COLUMN_NAME`;

/** Reads tables, keys and cascades of the connected database; tables without the prefix are not the shop's. */
export async function readShopSchema(connection: Connection | Pool, prefix: string): Promise<ShopSchema> {
  const ours = (rows: readonly TextRow[]) => rows.filter((row) => (row.tableName ?? '').startsWith(prefix));
  const bare = (name: string | null | undefined) => (name ?? '').slice(prefix.length);
  const keys = groupBy(ours(await textRows(connection, UNIQUE_KEYS)), (row) => bare(row.tableName));
  const columns = groupBy(ours(await textRows(connection, COLUMNS)), (row) => bare(row.tableName));
  const cascades = ours(await textRows(connection, CASCADES)).map((row): Cascade => ({
    table: bare(row.tableName),
    column: row.columnName ?? '',
    parent: bare(row.parent),
    parentColumn: row.parentColumn ?? '',
    rule: row.rule === 'CASCADE' ? 'CASCADE' : 'SET NULL',
  }));
  const tables = new Map([...columns].map(([name, rows]) => [name, tableOf(name, rows, keys.get(name) ?? [])]));
  const byParent = groupBy(cascades, (cascade) => cascade.parent);
  return {
    prefix,
    has: (table) => tables.has(table),
    table(name) {
      const table = tables.get(name);
      if (!table) throw new Error(`the shop has no table ${prefix}${name}`);
      return table;
    },
    sqlName: (table) => `\`${prefix}${table}\``,
    cascadesFrom: (parent) => byParent.get(parent) ?? [],
  };
}

function tableOf(name: string, rows: readonly TextRow[], keyRows: readonly TextRow[]): ShopTable {
  const unique = [...groupBy(keyRows, (row) => row.indexName ?? '')].map(([index, parts]) => ({ index, columns: parts.map((part) => part.columnName ?? '') }));
  const primaryKey = unique.find((key) => key.index === 'PRIMARY')?.columns ?? [];
  const isValueTable = rows.some((row) => row.columnName === 'attribute_id') && rows.some((row) => row.columnName === 'value_id');
  const natural = unique.find((key) => key.index !== 'PRIMARY' && key.columns.includes('attribute_id') && key.columns.length > 1);
  return {
    name,
    columns: new Map(rows.map((row) => [row.columnName ?? '', row.dataType ?? ''])),
    autoIncrement: rows.find((row) => (row.extra ?? '').includes('auto_increment'))?.columnName ?? undefined,
    clocks: rows.filter((row) => /on update current_timestamp/i.test(row.extra ?? '')).map((row) => row.columnName ?? ''),
    primaryKey,
    identity: isValueTable && natural ? natural.columns : primaryKey,
  };
}

async function textRows(connection: Connection | Pool, sql: string): Promise<readonly TextRow[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows as readonly TextRow[];
}
