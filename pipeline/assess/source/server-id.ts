import type { RowDataPacket } from 'mysql2';
import { withSource, type SourceConnection } from '../../../source/connect';
import { blocker, ok, warning, type Check, type Observation } from '../check';
import type { ServerView } from './source-view';

const remedy = 'set BANYAN_SOURCE_SERVER_ID to a number that no server and no other reader of this log uses';

/** Whether the id that the reader of the log will use is free: two readers with one id throw each other out. */
export const serverId: Check<ServerView> = {
  name: 'server-id',
  run: async (view) => {
    const own = view.variables.number('server_id');
    const ours = view.config.BANYAN_SOURCE_SERVER_ID;
    if (own === 0) return [blocker('the source has server_id 0 and refuses every reader of its log', 'set server_id in its configuration and restart it')];
    if (own === ours) return [blocker(`the reader's server id ${ours} is the source's own`, remedy)];
    return [await amongReplicas(view, ours)];
  },
};

async function amongReplicas(view: ServerView, ours: number): Promise<Observation> {
  const ids = await withSource(view.pool, readReplicaIds);
  if (ids === undefined) {
    return warning(`the reader's server id ${ours} is not the source's, but this user may not list the replicas`,
      `as an administrator, SHOW SLAVE HOSTS on the source must not list ${ours}; ${remedy} if it does`);
  }
  if (ids.includes(ours)) return blocker(`a replica or another reader is connected with server id ${ours}`, `end it when it is an old reader of Banyan's, or ${remedy}`);
  return ok(`the reader's server id ${ours} differs from the source's and from its ${ids.length} replica(s)`);
}

/** Undefined where the user may not ask: MariaDB wants REPLICATION MASTER ADMIN for it, which Banyan does not otherwise need. */
async function readReplicaIds(connection: SourceConnection): Promise<number[] | undefined> {
  for (const statement of ['SHOW SLAVE HOSTS', 'SHOW REPLICAS']) {
    try {
      const [rows] = await connection.query<RowDataPacket[]>(statement);
      return rows.map((row) => Number(row.Server_id ?? row.Server_Id));
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'ER_SPECIFIC_ACCESS_DENIED_ERROR') return undefined;
      if (code !== 'ER_PARSE_ERROR') throw error;
    }
  }
  return undefined;
}
