import type { CellReader } from './cell-reader';
import { Undecodable } from './codec';
import type { Op } from './compile';
import type { CopyWriter } from './copy-writer';
import type { ExtraCells } from './extra-cells';
import { writeCell } from './write-cell';

/** What writing a row takes; one object per table, so that rows allocate nothing. */
export interface RowInput {
  readonly writer: CopyWriter;
  readonly ops: readonly Op[];
  readonly reader: CellReader;
  readonly extra: ExtraCells;
}

/** Where and why a row cannot be written. */
export interface Unwritable {
  readonly column: string;
  readonly reason: string;
}

/**
 * Writes the cells of one row, each with its tab. Always reads the row to its end.
 * @returns where and why the row cannot be written, or nothing.
 */
export function writeOps(row: RowInput): Unwritable | undefined {
  const { ops } = row;
  let at = 0;
  try {
    for (; at < ops.length; at++) writeOp(row, ops[at]!);
    return undefined;
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    const failed = ops[at]!;
    for (at++; at < ops.length; at++) if (ops[at]!.do !== 'absent') row.reader.read();
    row.extra.clear();
    return { column: failed.do === 'absent' ? '' : failed.column, reason: error.message };
  }
}

function writeOp(row: RowInput, op: Op): void {
  const { writer, reader } = row;
  if (op.do === 'absent') {
    for (let cell = 0; cell < op.cells; cell++) writer.nullCell();
    return;
  }
  reader.read();
  if (op.do === 'value') {
    if (reader.length < 0) return writer.nullCell();
    if (writeCell(writer, op.codec, reader)) return writer.tab();
    if (!op.derived) row.extra.keep(op.column, reader);
    return writer.nullCell();
  }
  if (op.do === 'reference') return writeReference(row, op);
  if (op.do === 'extra') return op.binary ? row.extra.keepHex(op.column, reader) : row.extra.keep(op.column, reader);
  writer.id(op.space, wholeNumber(reader, op.column));
  writer.tab();
}

function wholeNumber(reader: CellReader, column: string): number {
  const id = reader.digits();
  if (id < 2 ** 48) return id;
  throw new Undecodable(`${column} is not an integer below 2^48`);
}

/** The derived id, and the Magento id as it was: 0 and NULL refer to nothing but stay told apart. */
function writeReference({ writer, reader, extra }: RowInput, op: Extract<Op, { do: 'reference' }>): void {
  const { bytes, start, length } = reader;
  const id = length < 0 ? NaN : reader.digits();
  const plain = id < 2 ** 48 && (length === 1 || bytes[start] !== 48);
  if (plain && id > 0) {
    writer.id(op.space, id);
    writer.tab();
  } else writer.nullCell();
  if (plain) {
    writer.raw(bytes, start, length);
    return writer.tab();
  }
  if (length >= 0) extra.keep(op.column, reader);
  writer.nullCell();
}
