import { inflateSync } from 'node:zlib';
import { BanyanFailure } from '../contracts/failures';
import type { LogColumn } from './binlog-columns';
import { rowsKinds, type LogPacket } from './binlog-packet';
import type { Change, RowImage } from './change-source';

/** A table of the log whose rows are wanted. */
export interface LogTable {
  /** Without prefix; `banyan.barrier` and `banyan.heartbeat` for Banyan's own. */
  readonly table: string;
  readonly columns: readonly LogColumn[];
}

/** Where reading has come to. */
interface Cursor {
  readonly buffer: Buffer;
  at: number;
  readonly end: number;
}

/** Which columns an image carries: bit per column. */
type Present = Buffer;

/**
 * The wanted part of each row of an event, both images of an update.
 * @throws InvalidInput when the log leaves a wanted column out.
 */
export function changesOf(packet: LogPacket, { table, columns }: LogTable): readonly Change[] {
  const { kind, version, compressed } = rowsKinds.get(packet.type)!;
  const head: Cursor = { buffer: packet.buffer, at: packet.start + 8, end: packet.end };
  if (version === 2) head.at += head.buffer.readUInt16LE(head.at);
  const count = readCount(head);
  if (count !== columns.length) throw new BanyanFailure('SourceSchemaDrift', `a row of ${table} has ${count} columns, its table ${columns.length}`);
  const first = readPresent(head, table, columns);
  const second = kind === 'update' ? readPresent(head, table, columns) : first;
  const cursor = compressed ? inflate(head) : head;
  const changes: Change[] = [];
  while (cursor.at < cursor.end) {
    const image = readImage(cursor, columns, first);
    if (kind === 'insert') changes.push({ table, after: image });
    else if (kind === 'delete') changes.push({ table, before: image });
    else changes.push({ table, before: image, after: readImage(cursor, columns, second) });
  }
  return changes;
}

/** The number of columns, as the protocol writes lengths; MySQL allows 4096. */
function readCount(cursor: Cursor): number {
  const first = cursor.buffer[cursor.at]!;
  cursor.at += first < 251 ? 1 : 3;
  return first < 251 ? first : cursor.buffer.readUInt16LE(cursor.at - 2);
}

function readPresent(cursor: Cursor, table: string, columns: readonly LogColumn[]): Present {
  const bytes = (columns.length + 7) >> 3;
  const present = cursor.buffer.subarray(cursor.at, (cursor.at += bytes));
  for (let at = 0; at < columns.length; at += 1) {
    if (columns[at]!.read === undefined || present[at >> 3]! & (1 << (at & 7))) continue;
    throw new BanyanFailure('InvalidInput',
      `the log leaves out column ${columns[at]!.name} of ${table}: set binlog_row_image=FULL on the source, then start the stream anew and verify`);
  }
  return present;
}

function readImage(cursor: Cursor, columns: readonly LogColumn[], present: Present): RowImage {
  const { buffer } = cursor;
  const image: Record<string, number | string | null> = {};
  const nulls = cursor.at;
  let at = nulls + ((countBits(present, columns.length) + 7) >> 3);
  let bit = 0;
  for (let index = 0; index < columns.length; index += 1) {
    if (!(present[index >> 3]! & (1 << (index & 7)))) continue;
    const column = columns[index]!;
    const isNull = buffer[nulls + (bit >> 3)]! & (1 << (bit & 7));
    bit += 1;
    if (isNull) {
      if (column.read) image[column.name] = null;
      continue;
    }
    const from = column.counted ? at + column.bytes : at;
    at = column.counted ? from + buffer.readUIntLE(at, column.bytes) : at + column.bytes;
    if (column.read) image[column.name] = column.read(buffer, from, at);
  }
  if (at > cursor.end) throw new RangeError('a row of the log is longer than its event');
  cursor.at = at;
  return image;
}

function countBits(present: Present, columns: number): number {
  let count = 0;
  for (let at = 0; at < columns; at += 1) if (present[at >> 3]! & (1 << (at & 7))) count += 1;
  return count;
}

/** MariaDB's envelope: a byte with the size of the length that follows, the length, a zlib stream. */
function inflate({ buffer, at, end }: Cursor): Cursor {
  const header = buffer[at]!;
  if ((header & 0xf0) !== 0x80) throw new RangeError(`an event of the log is compressed in an unknown way (${header})`);
  const rows = inflateSync(buffer.subarray(at + 1 + (header & 7), end));
  return { buffer: rows, at: 0, end: rows.length };
}
