import { Undecodable } from './codec';
import type { CopyWriter } from './copy-writer';
import { unwritableText } from './write-cell';

/** Where the bytes of a cell are; a length of -1 is NULL. */
export interface CellPlace {
  readonly bytes: Buffer;
  readonly start: number;
  readonly length: number;
}

interface Kept extends CellPlace {
  readonly column: string;
}

/** Cells that go into `extra`: columns nobody named, and values their column's type cannot hold. */
export class ExtraCells {
  private cells: Kept[] = [];

  keep(column: string, { bytes, start, length }: CellPlace): void {
    this.cells.push({ column, bytes, start, length });
  }

  /** Bytes as text that JSON can hold, in PostgreSQL's hex form. */
  keepHex(column: string, cell: CellPlace): void {
    if (cell.length < 0) return this.keep(column, cell);
    const bytes = Buffer.from(`\\x${cell.bytes.toString('hex', cell.start, cell.start + cell.length)}`);
    this.keep(column, { bytes, start: 0, length: bytes.length });
  }

  /** Writes the `extra` cell and its tab, as PostgreSQL prints `jsonb`: keys by length, then by bytes. */
  write(writer: CopyWriter): void {
    if (this.cells.length === 0) return writer.nullCell();
    if (this.cells.length > 1) this.cells.sort((a, b) => compareJsonKeys(a.column, b.column));
    writeJsonObject(writer, this.cells);
    this.cells = [];
    writer.tab();
  }

  clear(): void {
    this.cells = [];
  }
}

/** Keys as bytes. They are names of columns and attributes, so there are only so many. */
const keys = new Map<string, Buffer>();

function keyBytes(name: string): Buffer {
  let bytes = keys.get(name);
  if (!bytes) keys.set(name, (bytes = Buffer.from(name)));
  return bytes;
}

/** The order in which PostgreSQL keeps the keys of `jsonb`. */
export function compareJsonKeys(a: string, b: string): number {
  const bytesOfA = keyBytes(a);
  const bytesOfB = keyBytes(b);
  return bytesOfA.length - bytesOfB.length || bytesOfA.compare(bytesOfB);
}

/** Writes `{"key": "text", …}`; a length of -1 is null. Keys must be sorted already. */
export function writeJsonObject(writer: CopyWriter, cells: readonly Kept[]): void {
  let separator = '{';
  for (const { column, bytes, start, length } of cells) {
    writer.ascii(separator);
    const key = keyBytes(column);
    writer.jsonString(key, 0, key.length);
    writer.ascii(': ');
    if (length < 0) writer.ascii('null');
    else if (!writer.jsonString(bytes, start, length)) throw new Undecodable(`${column}: ${unwritableText}`);
    separator = ', ';
  }
  writer.ascii(cells.length ? '}' : '{}');
}
