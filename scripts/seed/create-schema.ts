import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mysql2/promise';
import { prefixTables } from './prefix-tables';

const SCHEMA_FOLDER = join(__dirname, '../../services/magento/schema');
const COMMERCE_FILE = 'commerce.sql';

/**
 * How Magento itself talks to its database. Six of its columns default to a zero date, which a strict session
 * refuses, and store 0 must stay 0.
 */
export const MAGENTO_SESSION = "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', autocommit = 1, time_zone = '+00:00', foreign_key_checks = 0, unique_checks = 0";

export interface SchemaOptions {
  /** Add reward points, as Adobe Commerce does. */
  readonly commerce?: boolean;
  /** Put before every table name, e.g. `mage_`. */
  readonly prefix?: string;
}

/**
 * Creates the tables of an empty Magento 2.4.7 shop in the connection's current database.
 * Leaves the session in Magento's own SQL mode with key checks off, ready to load rows.
 * Fails with the server's error when a table exists already.
 */
export async function createMagentoSchema(connection: Connection, options: SchemaOptions = {}): Promise<void> {
  await connection.query(MAGENTO_SESSION);
  for (const statement of schemaStatements(options)) await connection.query(statement);
}

/** The DDL statements in the order in which they must run. */
export function schemaStatements({ commerce = false, prefix = '' }: SchemaOptions): readonly string[] {
  const files = readdirSync(SCHEMA_FOLDER).filter((name) => name.endsWith('.sql')).sort();
  return files
    .filter((name) => commerce || name !== COMMERCE_FILE)
    .flatMap((name) => splitStatements(readFileSync(join(SCHEMA_FOLDER, name), 'utf8')))
    .map((statement) => prefixTables(statement, prefix));
}

/** Our own DDL has no semicolon inside a statement, so the end of line after one is the boundary. */
function splitStatements(sql: string): readonly string[] {
  return sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
