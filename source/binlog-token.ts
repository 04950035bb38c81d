import { BanyanFailure } from '../contracts/failures';
import type { Token } from './change-source';
import type { ServerIdentity } from './server-identity';

/** Where the Node reader stands: the end of a transaction. */
export interface BinlogToken extends Token {
  readonly reader: 'binlog';
  readonly flavor: ServerIdentity['flavor'];
  readonly server: string;
  readonly file: string;
  /** Byte offset in the file. */
  readonly position: number;
  /**
   * Second (Unix time) at which the file was begun, from its first event. After RESET MASTER, and on another server, a
   * file of the same name has another; so a reset log is noticed even when it has grown past the position again.
   */
  readonly fileCreated?: number;
  /** The last transaction before the position, for people; resuming goes by file and position. */
  readonly gtid?: string;
}

const remedy = 'the changes after the position cannot be read any more: start the stream anew, copy the affected entities again, then verify';

/**
 * Reads a token that this reader wrote.
 * @throws InvalidInput when another reader wrote it, PositionLost when it belongs to another server.
 */
export function parseBinlogToken(token: Token, identity: ServerIdentity): BinlogToken {
  if (token.reader !== 'binlog' || typeof token.file !== 'string' || !Number.isSafeInteger(token.position)) {
    throw new BanyanFailure('InvalidInput', 'the stored resume token was not written by the Node binlog reader: resume with the reader that wrote it');
  }
  const read = token as BinlogToken;
  if (read.flavor !== identity.flavor || read.server !== identity.server) {
    throw new BanyanFailure('PositionLost',
      `the resume token belongs to ${read.flavor} ${read.server}, this source is ${identity.flavor} ${identity.server}; ${remedy}`);
  }
  return read;
}

/** @throws PositionLost when the file of this name is not the one the token was taken from. */
export function checkFileCreated(token: BinlogToken, created: number): void {
  if (token.fileCreated === undefined || token.fileCreated === created) return;
  throw new BanyanFailure('PositionLost', `${token.file} is not the file it was: the log was reset, or this is another server; ${remedy}`);
}

/** The log no longer has a position. `why` is the server's own sentence. */
export function positionLost(at: Pick<BinlogToken, 'file' | 'position'> | undefined, why: string, cause?: unknown): BanyanFailure {
  return new BanyanFailure('PositionLost', `the source cannot read its log ${at ? `from ${at.file}:${at.position} ` : ''}(${why}); ${remedy}`, cause);
}
