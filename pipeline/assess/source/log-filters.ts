import type { RowDataPacket } from 'mysql2';
import { withSource, type SourceConnection } from '../../../source/connect';
import { blocker, ok, type Check } from '../check';
import type { ServerView } from './source-view';

/** Whether the log leaves out the shop's database, or Banyan's own. */
export const logFilters: Check<ServerView> = {
  name: 'log-filters',
  run: async (view) => {
    if (view.variables.get('log_bin') !== 'ON') return [];
    const left = leftOut(await withSource(view.pool, readLogStatus), [view.database, 'banyan']);
    if (left.length === 0) return [ok('the log holds the changes of every database that is needed')];
    return [blocker(`the log leaves out ${left.join(' and ')} (binlog-do-db or binlog-ignore-db)`,
      'remove both filters from the server\'s configuration and restart it')];
  },
};

async function readLogStatus(connection: SourceConnection): Promise<RowDataPacket | undefined> {
  try {
    return (await connection.query<RowDataPacket[]>('SHOW MASTER STATUS'))[0][0];
  } catch (error) {
    // MySQL 8.4 knows only the new words.
    if ((error as { code?: string }).code !== 'ER_PARSE_ERROR') throw error;
    return (await connection.query<RowDataPacket[]>('SHOW BINARY LOG STATUS'))[0][0];
  }
}

/** Which databases the filters keep out of the log; both lists are separated by commas. */
export function leftOut(status: Readonly<Record<string, unknown>> | undefined, databases: readonly string[]): string[] {
  const names = (column: string): string[] => String(status?.[column] ?? '').split(',').map((name) => name.trim()).filter(Boolean);
  const only = names('Binlog_Do_DB');
  const never = names('Binlog_Ignore_DB');
  return databases.filter((database) => (only.length > 0 && !only.includes(database)) || never.includes(database));
}
