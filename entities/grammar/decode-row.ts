import { Undecodable } from './codec';
import type { Op } from './compile';
import type { CopyWriter } from './copy-writer';
import { digitsOf, readCell, type CellCursor } from './raw-rows';
import { unwritableText, writeCell } from './write-cell';

interface Kept {
  readonly column: string;
  readonly bytes: Buffer;
  readonly start: number;
  readonly length: number;
}

/** Cells that go into `extra`: columns nobody named, and values their column's type cannot hold. */
export class ExtraCells {
  private cells: Kept[] = [];

  keep(cell: Kept): void {
    this.cells.push(cell);
  }

  /** Writes the `extra` cell and its tab, as PostgreSQL prints `jsonb`: keys by length, then by bytes. */
  write(writer: CopyWriter): void {
    if (this.cells.length === 0) writer.null();
    else {
      this.cells.sort((a, b) => compareJsonKeys(a.column, b.column));
      writeJsonObject(writer, this.cells);
      this.cells = [];
    }
    writer.tab();
  }

  clear(): void {
    this.cells = [];
  }
}

/** The order in which PostgreSQL keeps the keys of `jsonb`. */
export function compareJsonKeys(a: string, b: string): number {
  const bytesOfA = Buffer.from(a);
  const bytesOfB = Buffer.from(b);
  return bytesOfA.length - bytesOfB.length || bytesOfA.compare(bytesOfB);
}

/** Writes `{"key": "text", …}`; a length of -1 is null. Keys must be sorted already. */
export function writeJsonObject(writer: CopyWriter, cells: readonly Kept[]): void {
  let separator = '{';
  for (const { column, bytes, start, length } of cells) {
    writer.ascii(separator);
    const key = Buffer.from(column);
    writer.jsonString(key, 0, key.length);
    writer.ascii(': ');
    if (length < 0) writer.ascii('null');
    else if (!writer.jsonString(bytes, start, length)) throw new Undecodable(`${column}: ${unwritableText}`);
    separator = ', ';
  }
  writer.ascii(cells.length ? '}' : '{}');
}

export interface RowInput {
  readonly writer: CopyWriter;
  readonly ops: readonly Op[];
  readonly bytes: Buffer;
  readonly cursor: CellCursor;
  readonly extra: ExtraCells;
}

/**
 * Writes the cells of one row, each with its tab. Always reads the row to its end.
 * @returns where and why the row cannot be written, or nothing.
 */
export function writeOps({ writer, ops, bytes, cursor, extra }: RowInput): { column: string; reason: string } | undefined {
  let unwritable: { column: string; reason: string } | undefined;
  for (const op of ops) {
    if (op.do === 'absent') {
      for (let cell = 0; cell < op.cells; cell++) writeNull(writer);
      continue;
    }
    readCell(bytes, cursor);
    if (unwritable) continue;
    try {
      writeOp({ writer, op, bytes, cursor, extra });
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
      unwritable = { column: op.column, reason: error.message };
      extra.clear();
    }
  }
  return unwritable;
}

function writeNull(writer: CopyWriter): void {
  writer.null();
  writer.tab();
}

interface OpInput extends Omit<RowInput, 'ops'> {
  readonly op: Exclude<Op, { do: 'absent' }>;
}

function writeOp({ writer, op, bytes, cursor, extra }: OpInput): void {
  const { start, length } = cursor;
  switch (op.do) {
    case 'value':
      if (length < 0) writer.null();
      else if (!writeCell(writer, op.codec, cursor2cell(bytes, cursor))) {
        writer.null();
        if (!op.derived) extra.keep({ column: op.column, bytes, start, length });
      }
      return writer.tab();
    case 'reference':
      return writeReference({ writer, op, bytes, cursor, extra });
    case 'childId':
      writer.id(op.space, wholeNumber(bytes, cursor, op.column));
      return writer.tab();
    case 'extra':
      return extra.keep(op.binary && length >= 0 ? asHex(op.column, bytes.subarray(start, start + length)) : { column: op.column, bytes, start, length });
  }
}

/** Bytes as text that JSON can hold, in PostgreSQL's hex form. */
function asHex(column: string, cell: Buffer): Kept {
  const bytes = Buffer.from(`\\x${cell.toString('hex')}`);
  return { column, bytes, start: 0, length: bytes.length };
}

const cursor2cell = (bytes: Buffer, { start, length }: CellCursor) => ({ bytes, start, length });

function wholeNumber(bytes: Buffer, { start, length }: CellCursor, column: string): number {
  const id = digitsOf(bytes, start, length);
  if (id < 2 ** 48) return id;
  throw new Undecodable(`${column} is not an integer below 2^48`);
}

interface ReferenceInput extends Omit<RowInput, 'ops'> {
  readonly op: Extract<Op, { do: 'reference' }>;
}

/** The derived id, and the Magento id as it was: 0 and NULL refer to nothing but stay told apart. */
function writeReference({ writer, op, bytes, cursor, extra }: ReferenceInput): void {
  const { start, length } = cursor;
  const id = length < 0 ? NaN : digitsOf(bytes, start, length);
  const plain = id < 2 ** 48 && (length === 1 || bytes[start] !== 48);
  if (plain && id > 0) writer.id(op.space, id);
  else writer.null();
  writer.tab();
  if (plain) writer.raw(bytes, start, length);
  else writer.null();
  if (!plain && length >= 0) extra.keep({ column: op.column, bytes, start, length });
  writer.tab();
}
