import type { RowDataPacket } from 'mysql2';
import { BanyanFailure } from '../contracts/failures';
import type { Attribute, ForeignKey, SourceCatalog, SourceTable } from '../entities/grammar/catalog';
import { quoteName, withSource, type SourceConnection, type SourcePool } from './connect';

/** Reads what the shop's database looks like: tables, columns, foreign keys, attributes, prefix. A few queries in all. */
export async function readCatalog(pool: SourcePool, prefix?: string): Promise<SourceCatalog> {
  return withSource(pool, async (connection) => {
    const [[server]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version, DATABASE() AS db');
    const found = prefix ?? (await detectPrefix(connection));
    return {
      flavor: /mariadb/i.test(String(server!.version)) ? 'mariadb' : 'mysql',
      database: String(server!.db),
      prefix: found,
      tables: await readTables(connection, found),
      attributes: await readAttributes(connection, found),
    };
  });
}

/** The prefix before `eav_attribute`; several shops in one database need it configured. */
async function detectPrefix(connection: SourceConnection): Promise<string> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE '%eav\\_attribute' AND TABLE_NAME NOT LIKE '%catalog\\_eav\\_attribute'
        AND TABLE_NAME NOT LIKE '%customer\\_eav\\_attribute'`);
  if (rows.length === 1) return String(rows[0]!.name).slice(0, -'eav_attribute'.length);
  const names = rows.map((row) => String(row.name)).join(', ');
  throw new BanyanFailure('InvalidInput', rows.length === 0
    ? 'no table named *eav_attribute in this database: is it the Magento database, and may the user read it?'
    : `several shops in one database (${names}): say which by its table prefix`);
}

async function readTables(connection: SourceConnection, prefix: string): Promise<Map<string, SourceTable>> {
  const [columns] = await connection.query<RowDataPacket[]>(
    `SELECT c.TABLE_NAME AS tab, c.COLUMN_NAME AS col, c.COLUMN_TYPE AS type, c.IS_NULLABLE AS nullable,
            c.CHARACTER_SET_NAME AS charset, c.COLUMN_KEY AS keyed
       FROM information_schema.COLUMNS c JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
      WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`);
  const keys = await readForeignKeys(connection, prefix);
  const tables = new Map<string, SourceTable & { columns: SourceTable['columns'][number][]; primaryKey: string[] }>();
  for (const row of columns) {
    if (!String(row.tab).startsWith(prefix)) continue;
    const name = String(row.tab).slice(prefix.length);
    let table = tables.get(name);
    if (!table) tables.set(name, (table = { name, columns: [], primaryKey: [], foreignKeys: keys.get(name) ?? [] }));
    table.columns.push({ name: String(row.col), type: String(row.type), nullable: row.nullable === 'YES', charset: row.charset as string | null });
    if (row.keyed === 'PRI') table.primaryKey.push(String(row.col));
  }
  return tables;
}

async function readForeignKeys(connection: SourceConnection, prefix: string): Promise<Map<string, ForeignKey[]>> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT k.TABLE_NAME AS tab, k.COLUMN_NAME AS col, k.REFERENCED_TABLE_NAME AS reftab, k.REFERENCED_COLUMN_NAME AS refcol, r.DELETE_RULE AS rule
       FROM information_schema.KEY_COLUMN_USAGE k
       LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS r
         ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
      WHERE k.CONSTRAINT_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL`);
  if (rows.some((row) => row.rule === null)) {
    // With SELECT alone MariaDB shows the keys but hides what they do on delete; effects would be missed silently.
    throw new BanyanFailure('AccessDenied', 'the delete rules of foreign keys are hidden from this user: GRANT REFERENCES on the Magento database to it');
  }
  const byTable = new Map<string, ForeignKey[]>();
  for (const row of rows) {
    const table = String(row.tab).slice(prefix.length);
    const key: ForeignKey = {
      column: String(row.col),
      table: String(row.reftab).slice(prefix.length),
      references: String(row.refcol),
      onDelete: row.rule as ForeignKey['onDelete'],
    };
    byTable.set(table, [...(byTable.get(table) ?? []), key]);
  }
  return byTable;
}

async function readAttributes(connection: SourceConnection, prefix: string): Promise<Map<string, Attribute[]>> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT t.entity_type_code AS type, a.attribute_id AS id, a.attribute_code AS code, a.backend_type AS backend
       FROM ${quoteName(`${prefix}eav_attribute`)} a JOIN ${quoteName(`${prefix}eav_entity_type`)} t USING (entity_type_id) ORDER BY a.attribute_id`);
  const byType = new Map<string, Attribute[]>();
  for (const row of rows) {
    const attribute = { id: Number(row.id), code: String(row.code), backend: String(row.backend) };
    byType.set(String(row.type), [...(byType.get(String(row.type)) ?? []), attribute]);
  }
  return byType;
}
