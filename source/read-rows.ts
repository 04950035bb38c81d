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

/** Rows arrive in pieces of this size, which are used again and again: fresh memory for every doubling kept the collector busy. */
const SLAB = 1 << 18;
const KEPT_SLABS = 128;
const freeSlabs: Buffer[] = [];

/** Bytes of unknown length, gathered in slabs and handed out as one buffer of exactly their length. */
function gatherBytes() {
  const full: Buffer[] = [];
  let slab = freeSlabs.pop() ?? Buffer.allocUnsafeSlow(SLAB);
  let at = 0;
  const add = (from: Buffer, start: number, end: number): void => {
    while (start < end) {
      if (at === SLAB) {
        full.push(slab);
        slab = freeSlabs.pop() ?? Buffer.allocUnsafeSlow(SLAB);
        at = 0;
      }
      const copied = from.copy(slab, at, start, Math.min(end, start + SLAB - at));
      at += copied;
      start += copied;
    }
  };
  /** All bytes; the slabs go back. Must be called once, also when the rows are not wanted. */
  const finish = (): Buffer => {
    const all = Buffer.concat([...full, slab.subarray(0, at)]);
    for (const used of [...full, slab]) if (freeSlabs.length < KEPT_SLABS) freeSlabs.push(used);
    return all;
  };
  return { add, finish };
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
