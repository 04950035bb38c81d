/** One event of the log as the server sent it, checksum left off. Offsets are into `buffer`, which is reused: copy what must stay. */
export interface LogPacket {
  readonly buffer: Buffer;
  readonly type: number;
  /** Of the server that wrote it. */
  readonly serverId: number;
  /** Offset of the next event in the log file, 32 bits; 0 inside a MariaDB transaction. */
  readonly nextPosition: number;
  /** First byte after the event's common header. */
  readonly start: number;
  readonly end: number;
}

/** Event type codes of both servers, as far as the reader looks at them itself. */
export const eventType = {
  query: 2, xid: 16, executeLoadQuery: 18, tableMap: 19, incident: 26, gtid: 33, anonymousGtid: 34, mariadbGtid: 162,
} as const;

export interface RowsKind {
  readonly kind: 'insert' | 'update' | 'delete';
  /** Version 2 has a variable header. */
  readonly version: 1 | 2;
  /** MariaDB's log_bin_compress. */
  readonly compressed: boolean;
}

const kinds = ['insert', 'update', 'delete'] as const;

/** Row events by type code. */
export const rowsKinds: ReadonlyMap<number, RowsKind> = new Map(kinds.flatMap((kind, at): [number, RowsKind][] => [
  [23 + at, { kind, version: 1, compressed: false }],
  [30 + at, { kind, version: 2, compressed: false }],
  [166 + at, { kind, version: 1, compressed: true }],
  [169 + at, { kind, version: 2, compressed: true }],
]));

/** What the driver hands to its commands. */
export interface DriverPacket {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly end: number;
}

const headerBytes = 1 + 19;

/** Undefined for what is not an event: errors and the end of the stream. */
export function logPacketOf({ buffer, offset, end }: DriverPacket, hasChecksum: boolean): LogPacket | undefined {
  if (buffer[offset] !== 0 || end - offset < headerBytes) return undefined;
  return {
    buffer,
    type: buffer[offset + 5]!,
    serverId: buffer.readUInt32LE(offset + 6),
    nextPosition: buffer.readUInt32LE(offset + 14),
    start: offset + headerBytes,
    end: end - (hasChecksum ? 4 : 0),
  };
}

/** Of a TableMap or row event. Ids have 48 bits. */
export const tableIdOf = ({ buffer, start }: LogPacket): number => buffer.readUIntLE(start, 6);

/** The transaction's id in a GTID event, in the spelling of its server; undefined where there is none. */
export function gtidOf({ type, buffer, start, serverId }: LogPacket): string | undefined {
  if (type === eventType.mariadbGtid) return `${buffer.readUInt32LE(start + 8)}-${serverId}-${buffer.readBigUInt64LE(start)}`;
  if (type !== eventType.gtid) return undefined;
  const uuid = buffer.toString('hex', start + 1, start + 17).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return `${uuid}:${buffer.readBigUInt64LE(start + 17)}`;
}

/** Whether a Query event is the BEGIN with which MySQL opens nearly every transaction. */
export function isBegin({ buffer, start, end }: LogPacket): boolean {
  const text = start + 13 + buffer.readUInt16LE(start + 11) + buffer[start + 8]! + 1;
  return end - text === 5 && buffer.toString('latin1', text, end) === 'BEGIN';
}

/** The default database of a LOAD DATA that was logged as a statement. */
export function databaseOfLoad({ buffer, start }: LogPacket): string {
  const name = start + 26 + buffer.readUInt16LE(start + 11);
  return buffer.toString('utf8', name, name + buffer[start + 8]!);
}
