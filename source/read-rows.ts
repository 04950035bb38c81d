import { giveBackBytes, takeBytes } from '../entities/grammar/byte-pool';
import type { RawRows } from '../entities/grammar/raw-rows';
import type { SourceConnection } from './connect';

/** The part of mysql2's packet and query command that this reader stands on; pinned by a test. */
interface Packet {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly end: number;
  isEOF(): boolean;
}
interface QueryCommand {
  row(packet: Packet, connection: unknown): unknown;
}
interface CallbackConnection {
  query(options: object, done: (error: Error | null, rows: unknown, fields?: readonly unknown[]) => void): QueryCommand;
}

/** Bytes of unknown length, gathered in a buffer that doubles. */
function gatherBytes() {
  let bytes = takeBytes(1 << 16);
  let at = 0;
  const add = (from: Buffer, start: number, end: number): void => {
    if (at + end - start > bytes.length) {
      const grown = takeBytes(Math.max(bytes.length * 2, at + end - start));
      bytes.copy(grown, 0, 0, at);
      giveBackBytes(bytes);
      bytes = grown;
    }
    at += from.copy(bytes, at, start, end);
  };
  return { add, finish: (): Buffer => bytes.subarray(0, at) };
}

/**
 * Runs a SELECT and keeps the rows as the server sent them, without an object or a string per cell.
 * mysql2 hands each row packet to its command's `row`; ours copies the packet instead of parsing it.
 */
export function readRows(connection: SourceConnection, sql: string, values: readonly unknown[] = []): Promise<RawRows> {
  return new Promise((resolve, reject) => {
    let gathered: ReturnType<typeof gatherBytes> | undefined;
    let count = 0;
    const done = (error: Error | null, _rows: unknown, fields?: readonly unknown[]): void => {
      const bytes = gathered?.finish() ?? Buffer.alloc(0);
      if (error) reject(error);
      else resolve({ columns: fields?.length ?? 0, count, bytes });
    };
    const query = (connection.connection as unknown as CallbackConnection).query({ sql, values: [...values] }, done);
    const parse = query.row;
    query.row = function (packet, owner) {
      if (packet.isEOF()) return parse.call(this, packet, owner);
      gathered ??= gatherBytes();
      gathered.add(packet.buffer, packet.offset, packet.end);
      count++;
      return query.row;
    };
  });
}
