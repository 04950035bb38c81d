import type { RowDataPacket } from 'mysql2';
import { BanyanFailure } from '../contracts/failures';
import type { SourceConnection } from './connect';

/** Whose log a position belongs to. */
export interface ServerIdentity {
  readonly flavor: 'mariadb' | 'mysql';
  /**
   * `server_uuid` on MySQL. MariaDB has none that stays (its `server_uid` follows the network card), so there it is the
   * `server_id`, and the time at which the log file was created proves the rest: see `binlog-token.ts`.
   */
  readonly server: string;
}

/** The present end of the binary log; always between two transactions. */
export interface LogEnd {
  readonly file: string;
  /** Byte offset in the file. */
  readonly position: number;
  /** What the server says it has committed so far; absent where GTIDs are off. */
  readonly gtid?: string;
}

/** Asks the server who it is. Needs no privilege. */
export async function readServerIdentity(connection: SourceConnection): Promise<ServerIdentity> {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version, @@server_id AS id');
  if (/mariadb/i.test(String(row!.version))) return { flavor: 'mariadb', server: `server_id ${row!.id}` };
  const [[unique]] = await connection.query<RowDataPacket[]>('SELECT @@server_uuid AS uuid');
  return { flavor: 'mysql', server: String(unique!.uuid) };
}

/**
 * Where the log ends now.
 * @throws InvalidInput when the server writes no binary log.
 */
export async function readLogEnd(connection: SourceConnection, { flavor }: ServerIdentity): Promise<LogEnd> {
  const status = await readLogStatus(connection);
  if (!status) {
    throw new BanyanFailure('InvalidInput', 'the source writes no binary log: set log_bin and binlog_format=ROW in its configuration and restart it');
  }
  const gtid = flavor === 'mariadb' ? await mariadbGtid(connection) : String(status.Executed_Gtid_Set ?? '').replace(/\s/g, '');
  return { file: String(status.File), position: Number(status.Position), ...(gtid ? { gtid } : {}) };
}

/** The server's row about its log, with the filters that keep databases out of it; undefined when it writes none. */
export async function readLogStatus(connection: SourceConnection): Promise<RowDataPacket | undefined> {
  try {
    const [[row]] = await connection.query<RowDataPacket[]>('SHOW MASTER STATUS');
    return row;
  } catch (error) {
    // MySQL 8.4 knows only the new spelling.
    if ((error as { code?: string }).code !== 'ER_PARSE_ERROR') throw error;
    const [[row]] = await connection.query<RowDataPacket[]>('SHOW BINARY LOG STATUS');
    return row;
  }
}

async function mariadbGtid(connection: SourceConnection): Promise<string> {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT @@GLOBAL.gtid_binlog_pos AS gtid');
  return String(row!.gtid ?? '');
}
