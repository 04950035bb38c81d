import type { TargetTable } from '../../entities/grammar/target-table';
import { keyName } from './key-name';
import { plainName } from './plain-name';

const list = (columns: readonly string[]): string => columns.map(plainName).join(', ');
const qualified = (schema: string, table: string): string => `${plainName(schema)}.${plainName(table)}`;
const banner = '-- Generated from the entity definitions by `npm run generate`; edit those instead.';

/**
 * The tables of a service with their primary and unique keys. Unique keys are deferred, so that two rows may swap
 * values in one transaction. Autovacuum stays away from a table during its first load, where it would analyze the same
 * rows again and again (a fifth of the server's CPU time); {@link settleSql} gives it back.
 */
export function tablesSql(schema: string, tables: readonly TargetTable[]): string {
  return [banner, `CREATE SCHEMA IF NOT EXISTS ${plainName(schema)};\n`, ...tables.map(tableSql)].join('\n');
}

function tableSql(table: TargetTable): string {
  const width = Math.max(...table.columns.map((column) => plainName(column.name).length));
  const lines = [
    ...table.columns.map((column) => `${plainName(column.name).padEnd(width)} ${column.type}${column.notNull ? ' NOT NULL' : ''}`),
    `PRIMARY KEY (${list(table.primaryKey)})`,
    ...table.unique.map((columns) =>
      `CONSTRAINT ${keyName(table.name, columns, 'key')} UNIQUE (${list(columns)}) DEFERRABLE INITIALLY DEFERRED`),
  ];
  return `CREATE TABLE IF NOT EXISTS ${qualified(table.schema, table.name)} (\n  ${lines.join(',\n  ')}\n) WITH (autovacuum_enabled = off);\n`;
}

/**
 * The other indexes of a service: cheaper to build after the first load than to keep up during it (300,000 orders with
 * their rows: 55 s with, 40 s and 5 s without). Built while others write; statements stand apart by blank lines, because
 * each runs on its own.
 */
export function indexesSql(tables: readonly TargetTable[]): string {
  const lines = tables.flatMap((table) =>
    table.indexes.map((columns) =>
      `CREATE INDEX CONCURRENTLY IF NOT EXISTS ${keyName(table.name, columns, 'idx')} ON ${qualified(table.schema, table.name)} (${list(columns)});\n`));
  return [banner, ...lines].join('\n');
}

/** Foreign keys from child rows to their own root, and to nothing else. */
interface RootKey {
  readonly name: string;
  readonly child: string;
  readonly column: string;
  readonly root: string;
}

const rootKeys = (tables: readonly TargetTable[]): RootKey[] => tables.flatMap((table) => (table.parent ? [{
  name: keyName(table.name, [table.rootColumn], 'fkey'),
  child: qualified(table.schema, table.name),
  column: plainName(table.rootColumn),
  root: qualified(table.schema, table.parent.table),
}] : []));

/**
 * The foreign keys, for what is written from now on. Checking one costs about as much as copying the row (300,000 rows:
 * 1.1 s without, 2.5 s with), while proving it afterwards takes one join, so they come after the first load.
 */
export function foreignKeysSql(tables: readonly TargetTable[]): string {
  const statements = rootKeys(tables).map(({ name, child, column, root }) => `DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '${child}'::regclass AND conname = '${name}') THEN
    ALTER TABLE ${child} ADD CONSTRAINT ${name}
      FOREIGN KEY (${column}) REFERENCES ${root} (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;\n`);
  return [banner, ...statements].join('\n');
}

/**
 * The end of the first load, table after table: proves the foreign keys for the rows that are there, without keeping
 * writers out, and gives the table back to autovacuum, which takes its statistics within a minute. Rows are found by
 * their keys until then, which needs none.
 */
export function settleSql(tables: readonly TargetTable[]): string {
  const keys = rootKeys(tables);
  const statements = tables.map((table) => qualified(table.schema, table.name)).flatMap((name) => [
    ...keys.filter(({ child }) => child === name).map((key) => `ALTER TABLE ${name} VALIDATE CONSTRAINT ${key.name};\n`),
    `ALTER TABLE ${name} RESET (autovacuum_enabled);\n`,
  ]);
  return [banner, ...statements].join('\n');
}
