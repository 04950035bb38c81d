import type { RowDataPacket } from 'mysql2';
import { BanyanFailure } from '../contracts/failures';
import { withSource, type SourcePool } from './connect';
import { readLogStatus } from './server-identity';

/** How far the source has come, by its own word. */
export interface SourceMovement {
  /** File and offset at which its log ends; only ever compared for being another. */
  readonly logEnd: string;
  /** The newest barrier that was taken there. */
  readonly barrier: number;
}

/** Asks the source how far it has come. @throws InvalidInput when it writes no log, or was not prepared. */
export async function readMovement(pool: SourcePool): Promise<SourceMovement> {
  return withSource(pool, async (connection) => {
    const status = await readLogStatus(connection);
    if (!status) throw new BanyanFailure('InvalidInput', 'the source writes no binary log: set log_bin and binlog_format=ROW in its configuration and restart it');
    const [[row]] = await connection.query<RowDataPacket[]>('SELECT n FROM banyan.barrier');
    if (!row) throw new BanyanFailure('InvalidInput', 'banyan.barrier on the source must hold exactly one row; run the source preparation again');
    return { logEnd: `${status.File}:${status.Position}`, barrier: Number(row.n) };
  });
}
