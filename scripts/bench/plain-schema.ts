import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { Client } from 'pg';
import type { OrderTable } from './order-tables';

export interface PlainColumn {
  readonly name: string;
  readonly type: string;
}

/** A table of the order service as another tool can fill it: the same columns, keys and indexes, with numbers for ids. */
export interface PlainTable {
  readonly table: OrderTable;
  readonly columns: readonly PlainColumn[];
  readonly sourceColumns: ReadonlySet<string>;
  /** What makes it; what makes its primary and unique keys; what makes its other indexes and foreign keys. */
  readonly create: string;
  readonly keys: readonly string[];
  readonly afterLoad: readonly string[];
}

/** Reads the order service's tables from a migrated database, and which of their columns the shop has. */
export async function readPlainTables(client: Client, shop: Connection, tables: readonly OrderTable[]): Promise<PlainTable[]> {
  const plain: PlainTable[] = [];
  for (const table of tables) {
    const name = `"order".${table.target}`;
    const columns = (await client.query<{ name: string; type: string; required: boolean }>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS required FROM pg_attribute
        WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`, [name])).rows;
    const constraints = (await client.query<{ sql: string; foreign: boolean }>(
      `SELECT contype = 'f' AS foreign, format('ALTER TABLE %s ADD CONSTRAINT %I %s', $1::text, conname, pg_get_constraintdef(oid)) AS sql FROM pg_constraint
        WHERE conrelid = $1::text::regclass AND contype IN ('p', 'u', 'f') ORDER BY contype = 'f'`, [name])).rows;
    const indexes = (await client.query<{ sql: string }>(
      `SELECT pg_get_indexdef(indexrelid) AS sql FROM pg_index WHERE indrelid = $1::regclass
          AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)`, [name])).rows;
    const [known] = await shop.query<RowDataPacket[]>('SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?', [table.source]);
    const numbered = columns.map((column) => ({ ...column, type: column.type === 'uuid' ? 'bigint' : column.type }));
    plain.push({
      table,
      columns: numbered,
      sourceColumns: new Set(known.map(({ name }) => name as string)),
      create: `CREATE TABLE ${name} (${numbered.map((column) => `"${column.name}" ${column.type}${column.required ? ' NOT NULL' : ''}`).join(', ')})`,
      keys: constraints.filter((constraint) => !constraint.foreign).map(({ sql }) => sql),
      afterLoad: [...indexes, ...constraints.filter((constraint) => constraint.foreign)].map(({ sql }) => sql),
    });
  }
  return plain;
}
