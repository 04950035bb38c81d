/**
 * Rows of one result set, as MySQL's text protocol sends them: cells behind one another, each a length-encoded
 * string, 0xfb for NULL. One buffer and no object per row is what makes a copy as fast as a raw pipe.
 */
export interface RawRows {
  readonly columns: number;
  readonly count: number;
  readonly bytes: Buffer;
}

/** No rows, for a table that a shop does not have. */
export const noRows: RawRows = { columns: 0, count: 0, bytes: Buffer.alloc(0) };

/** A mutable position in the cells of {@link RawRows}. `length` is -1 for NULL. */
export interface CellCursor {
  next: number;
  start: number;
  length: number;
}

/** Moves the cursor over the next cell. */
export function readCell(bytes: Buffer, cursor: CellCursor): void {
  const at = cursor.next;
  const first = bytes[at]!;
  if (first < 0xfb) {
    cursor.start = at + 1;
    cursor.length = first;
  } else if (first === 0xfb) {
    cursor.start = at + 1;
    cursor.length = -1;
    cursor.next = at + 1;
    return;
  } else if (first === 0xfc) {
    cursor.start = at + 3;
    cursor.length = bytes.readUInt16LE(at + 1);
  } else if (first === 0xfd) {
    cursor.start = at + 4;
    cursor.length = bytes.readUIntLE(at + 1, 3);
  } else {
    cursor.start = at + 9;
    cursor.length = bytes.readUIntLE(at + 1, 6);
  }
  cursor.next = cursor.start + cursor.length;
}

/** The digits of a cell as a number; NaN when it is not a plain unsigned integer. */
export function digitsOf(bytes: Buffer, start: number, length: number): number {
  if (length < 1 || length > 16) return NaN;
  let value = 0;
  for (let at = start; at < start + length; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Builds raw rows from texts, `null` for NULL: for tests, and for rows that do not come from a server. */
export function packRows(rows: readonly (readonly (string | Buffer | null)[])[]): RawRows {
  const parts: Buffer[] = [];
  for (const row of rows) {
    for (const cell of row) {
      if (cell === null) parts.push(Buffer.from([0xfb]));
      else parts.push(...packCell(typeof cell === 'string' ? Buffer.from(cell, 'utf8') : cell));
    }
  }
  return { columns: rows[0]?.length ?? 0, count: rows.length, bytes: Buffer.concat(parts) };
}

function packCell(cell: Buffer): Buffer[] {
  if (cell.length < 0xfb) return [Buffer.from([cell.length]), cell];
  const head = Buffer.alloc(9);
  head[0] = 0xfe;
  head.writeUIntLE(cell.length, 1, 6);
  return [head, cell];
}

/** The cells of raw rows as texts, for tests and for the rare paths that need strings. */
export function unpackRows(rows: RawRows, encoding: BufferEncoding = 'utf8'): (string | null)[][] {
  const cursor: CellCursor = { next: 0, start: 0, length: 0 };
  return Array.from({ length: rows.count }, () =>
    Array.from({ length: rows.columns }, () => {
      readCell(rows.bytes, cursor);
      return cursor.length < 0 ? null : rows.bytes.toString(encoding, cursor.start, cursor.start + cursor.length);
    }),
  );
}
