import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escape } from 'mysql2';
import { quoteName } from './connect';

const SHIPPED = join(__dirname, '..', 'deploy', 'mysql');

/** Servers whose privileges have names of their own. */
export type SourceServerKind = 'mariadb' | 'mysql';

export interface SourceAccount {
  readonly kind: SourceServerKind;
  /** Database of the shop; it may still be missing. */
  readonly shopDatabase: string;
  readonly user: string;
  readonly password: string;
}

// In the database part of GRANT, _ and % are wildcards unless escaped.
const quotePattern = (name: string): string => quoteName(name).replaceAll(/[_%\\]/g, '\\$&');

/** The statements of a shipped SQL file: comments dropped, split at the semicolon that ends a line. */
const statementsOf = (file: string): readonly string[] =>
  readFileSync(join(SHIPPED, file), 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

/**
 * What an administrator runs on the source, in this order: the schema `banyan` of deploy/mysql, and the account with
 * exactly the grants it needs. May be run again: rows stay, the password is set anew. The password stands in it.
 */
export const sourceAccountStatements = ({ kind, shopDatabase, user, password }: SourceAccount): readonly string[] => {
  const values: Readonly<Record<string, string>> = { ':user': escape(user), ':password': escape(password), ':shop': quotePattern(shopDatabase) };
  return [
    ...statementsOf('banyan-schema.sql'),
    ...statementsOf(`grants.${kind}.sql`).map((statement) => statement.replaceAll(/:(user|password|shop)\b/g, (name) => values[name] ?? name)),
  ];
};
