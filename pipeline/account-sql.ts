import type { Config } from '../contracts/config';
import { BanyanFailure } from '../contracts/failures';
import { sourceAccountStatements, type SourceServerKind } from '../source/account-statements';
import { targetAccountStatements } from '../target/account-statements';
import { sourceOf } from './open-context';
import { targetsOf } from './target-pools';

/** What stands for a password where it must not be seen. */
const HIDDEN = '***';

const lines = (statements: readonly string[]): string => statements.map((statement) => `${statement};\n`).join('');

const demandPassword = (password: string, setting: string): string => {
  if (password === '') throw new BanyanFailure('InvalidInput', `${setting} holds no password; set it, or its file`);
  return password;
};

/**
 * SQL for an administrator of the source: Banyan's schema and its account, as the settings name it.
 * @param hide puts *** in place of the password, for eyes.
 * @throws InvalidInput when the settings hold no password.
 */
export function sourceAccountSql(config: Config, kind: SourceServerKind, hide: boolean): string {
  const { user, password, database: shopDatabase } = sourceOf(config);
  const demanded = demandPassword(password, 'BANYAN_SOURCE_PASSWORD');
  // Quoted passwords are read with backslashes, whatever the server's default says.
  return lines(["SET SESSION sql_mode = ''", ...sourceAccountStatements({ kind, shopDatabase, user, password: hide ? HIDDEN : demanded })]);
}

/**
 * SQL for an administrator of one server of the targets: role and database of each database that the settings put there.
 * @param at `host:port`; the server of BANYAN_TARGET_URL when not given.
 * @throws InvalidInput when no database lies there, or one has no password.
 */
export function targetAccountSql(config: Config, { at, hide }: { at?: string; hide: boolean }): string {
  const { common, byService, control } = targetsOf(config);
  const serverOf = ({ host, port }: typeof common): string => `${host}:${port}`;
  const all = [...new Map([common, ...Object.values(byService), control].map((target) => [`${serverOf(target)}/${target.database}`, target])).values()];
  const servers = [...new Set(all.map(serverOf))];
  const wanted = at ?? serverOf(common);
  if (!servers.includes(wanted)) throw new BanyanFailure('InvalidInput', `no target lies at ${wanted}; there are: ${servers.join(', ')}`);
  const others = servers.filter((server) => server !== wanted).map((server) => `-- for the server at ${server}: banyan grants target --at ${server}\n`);
  const accounts = all.filter((target) => serverOf(target) === wanted).map(({ user, password, database }) => {
    const demanded = demandPassword(password, `the target ${database}: its URL or BANYAN_TARGET_PASSWORD`);
    return lines(targetAccountStatements({ user, database, password: hide ? HIDDEN : demanded }));
  });
  return [...accounts, ...others].join('');
}
