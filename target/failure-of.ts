import { types } from 'node:util';
import { BanyanFailure } from '../contracts/failures';

interface DriverError extends Error {
  readonly code?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly column?: string;
}

/**
 * Maps an error of the PostgreSQL driver to a failure; anything unknown is passed on as it is.
 * Messages are our own: the server's `detail` carries row values.
 * @param at the server that was asked, for the message that it is not reachable.
 */
export function targetFailure(error: unknown, at?: { readonly host?: string; readonly port?: number }): unknown {
  // Not instanceof: errors of Node's own sockets belong to another realm where code runs in a sandbox.
  if (error instanceof BanyanFailure || !types.isNativeError(error)) return error;
  const { code, table, constraint, column } = error as DriverError;
  if (code === undefined && !/terminated|timeout/i.test(error.message)) return error;
  const where = [table && `table ${table}`, column && `column ${column}`, constraint && `constraint ${constraint}`].filter(Boolean).join(', ');
  const say = (text: string): string => `target database: ${text}${where ? ` (${where})` : ''} [${code ?? error.message}]`;
  switch (code) {
    case undefined:
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ETIMEDOUT':
    case 'ENOTFOUND':
    case 'EPIPE':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EAI_AGAIN':
    case '57P01':
    case '57P02':
    case '57P03':
    case '08006':
    case '08001':
    case '53300':
      return new BanyanFailure('TargetUnavailable', say(at?.host === undefined ? 'not reachable' : `not reachable at ${at.host}:${at.port}`), error);
    case '53100':
      return new BanyanFailure('TargetUnavailable', say('its disk is full; free space, the run continues by itself'), error);
    case '40P01':
    case '40001':
    case '55P03':
      return new BanyanFailure('TargetUnavailable', say('lock conflict'), error);
    case '28P01':
    case '28000':
    case '42501':
    case '3D000':
      return new BanyanFailure('AccessDenied', say(error.message), error);
    case '42P01':
    case '42703':
    case '42804':
    case '3F000':
      return new BanyanFailure('TargetSchemaDrift', say(error.message), error);
    case '23505':
    case '23503':
    case '23502':
    case '23514':
      return new BanyanFailure('ConstraintViolated', say('a constraint is violated'), error);
    default:
      return error;
  }
}

/** A transaction lost against another one: done again, it can succeed. A missing parent is one that is just being written. */
export const isLockConflict = (error: unknown): boolean => ['40P01', '40001', '23503'].includes(sqlState(error) ?? '');

/** The target refuses what a row says: for a constraint (class 23), or because its column cannot hold the value (class 22). */
export const isViolation = (error: unknown): boolean => /^2[23]...$/.test(sqlState(error) ?? '');

/** What the server says that an error is about, by name. */
export const violated = (error: unknown): Pick<DriverError, 'schema' | 'table' | 'column' | 'constraint'> => driverError(error) ?? {};

/** SQLSTATE of an error, through any failure that wraps it. */
export const sqlState = (error: unknown): string | undefined => driverError(error)?.code;

function driverError(error: unknown): DriverError | undefined {
  const cause = error instanceof BanyanFailure ? error.cause : error;
  return cause instanceof Error ? cause : undefined;
}

/** Whether a table of Banyan is missing: no run has prepared this database yet. */
export const isUnprepared = (error: unknown): boolean => sqlState(error) === '42P01';
