import { BanyanFailure } from '../contracts/failures';
import type { BinlogToken } from './binlog-token';
import type { Token } from './change-source';
import type { ServerIdentity } from './server-identity';

/** Debezium's own word for a position: file, pos, gtids, and how far into the transaction there. */
export type EngineOffset = Readonly<Record<string, unknown>>;

/** Where the Debezium engine stands. It carries all that another machine needs to go on. */
export interface DebeziumToken extends Token {
  readonly reader: 'debezium';
  readonly flavor: ServerIdentity['flavor'];
  readonly server: string;
  /** Null before a snapshot is complete: it begins anew. */
  readonly offset: EngineOffset | null;
  /** Names of the wanted tables with digests of their columns at the offset; without a history of its own an engine begins only where they still look so. */
  readonly shape?: string;
  /** As in {@link BinlogToken}: notices a log that was reset. */
  readonly fileCreated?: number;
}

/** @throws InvalidInput when another reader wrote the token, PositionLost when it belongs to another server. */
export function parseDebeziumToken(token: Token, identity: ServerIdentity): DebeziumToken {
  const read = token as DebeziumToken;
  const isOffset = read.offset === null || (typeof read.offset?.file === 'string' && Number.isSafeInteger(read.offset.pos));
  if (read.reader !== 'debezium' || !isOffset) {
    throw new BanyanFailure('InvalidInput', 'the stored resume token was not written by the Debezium reader: resume with the reader that wrote it');
  }
  if (read.flavor !== identity.flavor || read.server !== identity.server) {
    throw new BanyanFailure('PositionLost', `the resume token belongs to ${read.flavor} ${read.server}, this source is ${identity.flavor} ${identity.server}; `
      + 'the changes after the position cannot be read any more: start the stream anew, copy the affected entities again, then verify');
  }
  return read;
}

/** The same place in the words of the Node reader, which checks that the server still has it. */
export const placeOf = ({ flavor, server, offset, fileCreated }: DebeziumToken): BinlogToken | undefined =>
  offset === null ? undefined : {
    reader: 'binlog', flavor, server, file: String(offset.file), position: Number(offset.pos), ...(fileCreated === undefined ? {} : { fileCreated }),
  };
