import { Command, Option } from 'commander';
import { sourceAccountSql, targetAccountSql } from '../../pipeline/account-sql';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import type { Session } from '../session';

/** `banyan grants source | target`: SQL for an administrator, who pipes it into the server's own client. */
export const grantsCommand: DefineCommand = (session, end) =>
  new Command('grants')
    .description('prints the SQL by which an administrator makes the accounts that the settings name; asks no server')
    .addCommand(new Command('source').description('the schema banyan and the account that reads: pipe it into mysql')
      .addOption(new Option('--server <kind>', 'what the source is').choices(['mariadb', 'mysql'] as const).default('mariadb'))
      .action(({ server }: { server: 'mariadb' | 'mysql' }) => {
        print(session, sourceAccountSql(session.config(), server, session.terminal.live));
        end(exitCodes.ok);
      }))
    .addCommand(new Command('target').description('the role that writes and the database it owns: pipe it into psql')
      .option('--at <host:port>', 'a server of the targets; that of BANYAN_TARGET_URL by default')
      .action(({ at }: { at?: string }) => {
        print(session, targetAccountSql(session.config(), { at, hide: session.terminal.live }));
        end(exitCodes.ok);
      }));

/** The password is for the pipe, not for the screen. */
function print({ terminal, show }: Session, sql: string): void {
  show({ sql }, () => sql);
  if (terminal.live) terminal.err('Passwords are shown as ***; they are there when this is piped into the client of the server.\n');
}
