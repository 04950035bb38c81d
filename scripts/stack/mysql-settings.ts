import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo, type Owner } from './owner';
import type { SourceKind } from './stack';

const SHIPPED = join(__dirname, '..', '..', 'deploy', 'mysql');

const quote = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

const rootStatements = (kind: SourceKind, password: string): readonly string[] => {
  const identified = kind === 'mariadb' ? 'IDENTIFIED BY' : 'IDENTIFIED WITH mysql_native_password BY';
  return ["'root'@'localhost'", "'root'@'127.0.0.1'"].flatMap((account) => [
    `CREATE USER IF NOT EXISTS ${account} ${identified} ${quote(password)};`,
    `ALTER USER ${account} ${identified} ${quote(password)};`,
    `GRANT ALL ON *.* TO ${account} WITH GRANT OPTION;`,
  ]);
};

export type SettingsFiles = { readonly settings: string; readonly initial: string };

/**
 * Writes into `folder` the shipped settings of the source as one file, and the statements that give root a password
 * before the server takes its first connection. Copies, because the server's user may not enter the checkout.
 */
export const writeSourceSettings = (folder: string, options: { kind: SourceKind; password: string; owner: Owner }): SettingsFiles => {
  const { kind, password, owner } = options;
  const shipped = ['binlog.cnf', `${kind}.cnf`, 'stack.cnf'].map((file) => readFileSync(join(SHIPPED, file), 'utf8'));
  const files = { settings: join(folder, 'server.cnf'), initial: join(folder, 'initial.sql') };
  writeFileSync(files.settings, shipped.join('\n'), { mode: 0o600 });
  writeFileSync(files.initial, `${rootStatements(kind, password).join('\n')}\n`, { mode: 0o600 });
  for (const file of Object.values(files)) giveTo(file, owner);
  return files;
};
