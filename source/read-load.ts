import type { RowDataPacket } from 'mysql2';
import { BanyanFailure } from '../contracts/failures';
import { withSource, type SourceConnection, type SourcePool } from './connect';

/** What the source feels. */
export interface SourceLoad {
  /** Threads that run a statement now, Banyan's own asking one not counted. */
  readonly threadsRunning: number;
  /** Milliseconds that this question took. */
  readonly latencyMs: number;
  /** Seconds behind its primary; undefined when it is no replica, or when the account may not ask. */
  readonly replicaLagSeconds: number | undefined;
}

/** Asks the source how busy it is: one status variable and, on a replica, how far it is behind. */
export async function readLoad(pool: SourcePool): Promise<SourceLoad> {
  return withSource(pool, async (connection) => {
    const began = process.hrtime.bigint();
    const [rows] = await connection.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'Threads_running'");
    const latencyMs = Number(process.hrtime.bigint() - began) / 1e6;
    return { threadsRunning: Math.max(0, Number(rows[0]?.Value ?? 0) - 1), latencyMs, replicaLagSeconds: await readReplicaLag(connection) };
  });
}

const deniedOrUnknown = ['ER_SPECIFIC_ACCESS_DENIED_ERROR', 'ER_PARSE_ERROR'];

async function readReplicaLag(connection: SourceConnection): Promise<number | undefined> {
  // MySQL renamed the statement in 8.0.22 and dropped the old name in 8.4.
  for (const statement of ['SHOW REPLICA STATUS', 'SHOW SLAVE STATUS']) {
    try {
      const [rows] = await connection.query<RowDataPacket[]>(statement);
      return lagOf(rows[0]);
    } catch (error) {
      if (!deniedOrUnknown.includes((error as { code?: string }).code ?? '')) throw error;
    }
  }
  return undefined;
}

function lagOf(row: RowDataPacket | undefined): number | undefined {
  if (!row) return undefined;
  const seconds = row.Seconds_Behind_Source ?? row.Seconds_Behind_Master;
  if (seconds === undefined || seconds === null) throw new BanyanFailure('Throttled', 'the source is a replica whose replication does not run: its rows would be of the past');
  return Number(seconds);
}
