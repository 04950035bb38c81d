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

/**
 * Runs a SELECT and keeps the rows as the server sent them, without an object or a string per cell.
 * mysql2 hands each row packet to its command's `row`; ours copies the packet instead of parsing it.
 */
export function readRows(connection: SourceConnection, sql: string, values: readonly unknown[] = []): Promise<RawRows> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.allocUnsafe(1 << 14);
    let at = 0;
    let count = 0;
    let columns = 0;
    const done = (error: Error | null, _rows: unknown, fields?: readonly unknown[]): void => {
      if (error) return reject(error);
      columns = fields?.length ?? 0;
      resolve({ columns, count, bytes: bytes.subarray(0, at) });
    };
    const query = (connection.connection as unknown as CallbackConnection).query({ sql, values: [...values] }, done);
    const parse = query.row;
    query.row = function (packet, owner) {
      if (packet.isEOF()) return parse.call(this, packet, owner);
      const length = packet.end - packet.offset;
      if (at + length > bytes.length) {
        const grown = Buffer.allocUnsafe(Math.max(bytes.length * 2, at + length));
        bytes.copy(grown, 0, 0, at);
        bytes = grown;
      }
      packet.buffer.copy(bytes, at, packet.offset, packet.end);
      at += length;
      count++;
      return query.row;
    };
  });
}
