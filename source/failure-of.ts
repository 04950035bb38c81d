import { BanyanFailure } from '../contracts/failures';

interface DriverError {
  readonly code?: string;
  readonly errno?: number;
  readonly message: string;
}

/** Where a server is. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * Maps an error of the MySQL driver to a failure; anything unknown is passed on as it is.
 * @param at the server that was asked, for the message that it is not reachable.
 */
export function sourceFailure(error: unknown, at?: Address): unknown {
  if (error instanceof BanyanFailure || !isDriverError(error)) return error;
  const say = (text: string): string => `source database: ${text} (${error.code ?? 'no code'})`;
  switch (error.code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ETIMEDOUT':
    case 'ENOTFOUND':
    case 'EPIPE':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EAI_AGAIN':
    case 'PROTOCOL_CONNECTION_LOST':
    case 'ER_SERVER_SHUTDOWN':
    case 'ER_CON_COUNT_ERROR':
    case 'ER_CONNECTION_KILLED':
      return new BanyanFailure('SourceUnavailable', say(at ? `not reachable at ${at.host}:${at.port}` : 'not reachable'), error);
    case 'ER_LOCK_DEADLOCK':
    case 'ER_LOCK_WAIT_TIMEOUT':
    case 'ER_QUERY_TIMEOUT':
    case 'ER_STATEMENT_TIMEOUT':
      return new BanyanFailure('SourceUnavailable', say('busy'), error);
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
    case 'ER_HOST_NOT_PRIVILEGED':
    case 'ER_HOST_IS_BLOCKED':
    case 'ER_DBACCESS_DENIED_ERROR':
    case 'ER_TABLEACCESS_DENIED_ERROR':
    case 'ER_COLUMNACCESS_DENIED_ERROR':
    case 'ER_SPECIFIC_ACCESS_DENIED_ERROR':
      return new BanyanFailure('AccessDenied', say(error.message), error);
    case 'ER_NO_SUCH_TABLE':
    case 'ER_BAD_FIELD_ERROR':
    case 'ER_BAD_DB_ERROR':
    case 'ER_TABLE_DEF_CHANGED':
      return new BanyanFailure('SourceSchemaDrift', say(error.message), error);
    case 'ER_MASTER_FATAL_ERROR_READING_BINLOG':
    case 'ER_SOURCE_FATAL_ERROR_READING_BINLOG':
      return new BanyanFailure('PositionLost', say(error.message), error);
    default:
      return error;
  }
}

const loginCodes: readonly unknown[] = ['ER_ACCESS_DENIED_ERROR', 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR', 'ER_HOST_NOT_PRIVILEGED', 'ER_HOST_IS_BLOCKED'];

/** Whether the server did not let the user in at all. */
export const isLoginRefused = ({ cause }: BanyanFailure): boolean => isDriverError(cause) && loginCodes.includes(cause.code);

function isDriverError(error: unknown): error is DriverError {
  // By shape: under jest an error of Node's own sockets is not an instance of this Error.
  return typeof error === 'object' && error !== null && typeof (error as DriverError).code === 'string' && typeof (error as DriverError).message === 'string';
}
