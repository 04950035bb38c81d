import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mysql2/promise';
import type { SourceKind } from './stack';

const SHIPPED = join(__dirname, '..', '..', 'deploy', 'mysql');

const quoteName = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

// In the database part of GRANT, _ and % are wildcards unless escaped.
const quotePattern = (name: string): string => quoteName(name.replaceAll(/[_%\\]/g, '\\$&'));

/** The statements of a shipped SQL file: comments dropped, split at the semicolon that ends a line. */
const statementsOf = (file: string): readonly string[] =>
  readFileSync(join(SHIPPED, file), 'utf8')
    .replaceAll(/^--.*$/gm, '')
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

export type SourceAccount = {
  readonly kind: SourceKind;
  /** Database of the shop; must exist. */
  readonly shopDatabase: string;
  readonly user: string;
  readonly password: string;
};

/**
 * Makes the schema `banyan` on the source and the account that Banyan reads with, holding exactly the grants of
 * deploy/mysql/grants.<kind>.sql. Runs with an administrator's connection; may be repeated: rows stay, the password is set anew.
 */
export const prepareSource = async (root: Connection, account: SourceAccount): Promise<void> => {
  for (const statement of statementsOf('banyan-schema.sql')) await root.query(statement);
  const values: Readonly<Record<string, string>> = {
    ':user': root.escape(account.user),
    ':password': root.escape(account.password),
    ':shop': quotePattern(account.shopDatabase),
  };
  for (const statement of statementsOf(`grants.${account.kind}.sql`)) {
    await root.query(statement.replaceAll(/:(user|password|shop)\b/g, (name) => values[name] ?? name));
  }
};
