import { BanyanFailure } from '../contracts/failures';
import { positionLost, type BinlogToken } from './binlog-token';
import { sourceFailure } from './failure-of';

/** Who reads and from where, for messages. */
export interface Reading {
  readonly user: string;
  readonly serverId: number;
  /** Not known yet while the server is only asked where its log ends. */
  readonly at?: Pick<BinlogToken, 'file' | 'position'>;
}

interface Told {
  readonly errno?: number;
  readonly code?: string;
  readonly message: string;
}

/** Server error numbers: fatal while reading the log, and the ways to be denied. */
const logFatal = 1236;
const denied = new Set([1044, 1045, 1142, 1227]);

/** Maps what goes wrong while the log is read to a failure with a remedy; unknown errors are passed on as they are. */
export function binlogFailure(error: unknown, reading: Reading): unknown {
  if (error instanceof BanyanFailure || !isTold(error)) return error;
  const told = error;
  if (/same server_(uuid|id)/i.test(told.message)) return secondReader(told, reading);
  if (told.errno === logFatal || /FATAL_ERROR_READING_BINLOG/.test(told.code ?? '')) return fatalFailure(told, reading);
  if (denied.has(told.errno ?? 0)) return accessDenied(told, reading);
  return readerFailure(told) ?? sourceFailure(error);
}

function isTold(error: unknown): error is Told {
  return typeof error === 'object' && error !== null && typeof (error as Told).message === 'string';
}

/** MySQL tells it with the number of a fatal read, MariaDB with one of its own. */
function secondReader(told: Told, { serverId }: Reading): BanyanFailure {
  return new BanyanFailure('SecondWriterDetected',
    `another reader opened the source's log with server id ${serverId} and the server dropped this one: stop the other, or give one of them another id`, told);
}

function fatalFailure(told: Told, { at }: Reading): BanyanFailure {
  if (/max_allowed_packet/.test(told.message)) {
    return new BanyanFailure('InvalidInput', 'an event of the log is larger than the source sends: raise max_allowed_packet on the source, then resume', told);
  }
  return positionLost(at, told.message, told);
}

function accessDenied(told: Told, { user }: Reading): BanyanFailure {
  if (told.errno === 1045 && /using password/.test(told.message)) {
    return new BanyanFailure('AccessDenied', `the source refuses user ${user}: check the name, the password and the host it may come from`, told);
  }
  return new BanyanFailure('AccessDenied',
    `user ${user} may not read the source's log (${told.message}): GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO that user on MariaDB, `
    + 'REPLICATION SLAVE, REPLICATION CLIENT on MySQL', told);
}

/** What the decoder says in words only. */
function readerFailure(error: Told): BanyanFailure | undefined {
  const { message } = error;
  if (message.includes('TRANSACTION_PAYLOAD_EVENT')) {
    return new BanyanFailure('InvalidInput', 'the log holds compressed transactions: set binlog_transaction_compression=OFF on the source, then start the stream anew and verify', error);
  }
  if (message.includes('PARTIAL_UPDATE_ROWS_EVENT')) {
    return new BanyanFailure('InvalidInput', "the log holds partial JSON updates: set binlog_row_value_options='' on the source, then start the stream anew and verify", error);
  }
  const table = /(?:Insufficient permissions to access: |^Table )([^ ]+)/.exec(message)?.[1];
  if (table !== undefined) {
    return new BanyanFailure('SourceSchemaDrift',
      `the log names ${table} with columns that the table no longer has, or it is gone or hidden from this user: set binlog_row_metadata=FULL so that the log itself names them`, error);
  }
  if (message.startsWith('Unsupported type')) return new BanyanFailure('SourceSchemaDrift', message, error);
  if (message.startsWith('Control connection unavailable')) return new BanyanFailure('SourceUnavailable', 'the connection to the source was cut', error);
  return undefined;
}
