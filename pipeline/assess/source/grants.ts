import type { RowDataPacket } from 'mysql2';
import { withSource, type SourceConnection } from '../../../source/connect';
import { blocker, ok, type Check } from '../check';
import { parseGrants, type Grant } from './parse-grants';
import type { ServerView } from './source-view';

/** What Banyan's user must be allowed, on what. */
interface Needed {
  readonly on: string;
  readonly database: string | undefined;
  readonly privileges: readonly string[];
  readonly because: string;
}

/** Whether the user holds exactly what is needed; each missing privilege is named with the statement that grants it. */
export const grants: Check<ServerView> = {
  name: 'grants',
  run: async (view) => {
    const { account, held } = await withSource(view.pool, (connection) => readGrants(connection, view.flavor));
    const missing = neededOf(view).flatMap(({ privileges, ...need }) => {
      const lacking = privileges.filter((privilege) => !holds(held, privilege, need.database));
      return lacking.length === 0 ? [] : [blocker(`${account} lacks ${lacking.join(', ')} on ${need.on}: ${need.because}`,
        `as an administrator of the source: GRANT ${lacking.join(', ')} ON ${need.on} TO ${account}`)];
    });
    return missing.length > 0 ? missing : [ok(`${account} holds every grant that is needed`)];
  },
};

const escapePattern = (name: string): string => `\`${name.replace(/`/g, '``').replace(/[_%\\]/g, '\\$&')}\``;

function neededOf({ flavor, version, database }: ServerView): Needed[] {
  // MariaDB 10.5 split REPLICATION CLIENT.
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const monitor = flavor === 'mariadb' && (major > 10 || (major === 10 && minor >= 5)) ? 'BINLOG MONITOR' : 'REPLICATION CLIENT';
  return [
    { on: '*.*', database: undefined, privileges: ['REPLICATION SLAVE', monitor], because: 'the binary log cannot be read' },
    { on: `${escapePattern(database)}.*`, database, privileges: ['SELECT'], because: 'the shop cannot be read' },
    { on: '`banyan`.*', database: 'banyan', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], because: 'Banyan cannot write its barrier' },
  ];
}

/** Whether any grant covers a privilege on all tables of a database, or on the server when it is undefined. */
export function holds(held: readonly Grant[], privilege: string, database: string | undefined): boolean {
  return held.some((grant) => (grant.privileges.includes(privilege) || grant.privileges.includes('ALL PRIVILEGES')) &&
    (grant.database === undefined || (database !== undefined && grant.database.test(database))));
}

async function readGrants(connection: SourceConnection, flavor: ServerView['flavor']): Promise<{ account: string; held: Grant[] }> {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT CURRENT_USER() AS account');
  const [user, host] = String(row!.account).split(/@(?=[^@]*$)/) as [string, string];
  const account = [user, host].map((part) => `'${part.replace(/'/g, "''")}'`).join('@');
  const [shown] = await connection.query<RowDataPacket[]>(`SHOW GRANTS${await usingRoles(connection, flavor)}`);
  return { account, held: parseGrants(shown.map((line) => String(Object.values(line)[0]))) };
}

/** MySQL tells what active roles bring only when asked; MariaDB tells it anyway. */
async function usingRoles(connection: SourceConnection, flavor: ServerView['flavor']): Promise<string> {
  if (flavor === 'mariadb') return '';
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT CURRENT_ROLE() AS roles');
  return row!.roles === 'NONE' ? '' : ` FOR CURRENT_USER() USING ${row!.roles}`;
}
