import type { RawRows } from './raw-rows';

/**
 * Walks over the cells of raw rows. One object per table, moved from cell to cell: reading allocates nothing, and
 * whoever takes a cell takes the reader, which stands on it.
 */
export class CellReader {
  readonly bytes: Buffer;
  /** Where the current cell's bytes start. */
  start = 0;
  /** Its length; -1 for NULL. */
  length = 0;
  private next = 0;

  constructor(rows: RawRows) {
    this.bytes = rows.bytes;
  }

  /** Moves on to the next cell. */
  read(): void {
    const { bytes, next } = this;
    const first = bytes[next]!;
    if (first < 0xfb) {
      this.start = next + 1;
      this.length = first;
      this.next = next + 1 + first;
    } else if (first === 0xfb) {
      this.length = -1;
      this.next = next + 1;
    } else this.readLong(first);
  }

  private readLong(first: number): void {
    const { bytes, next } = this;
    const width = first === 0xfc ? 2 : first === 0xfd ? 3 : 8;
    // Lengths of eight bytes stay below 2^48: no packet is longer.
    this.length = bytes.readUIntLE(next + 1, Math.min(width, 6));
    this.start = next + 1 + width;
    this.next = this.start + this.length;
  }

  /** Moves over a number of cells. */
  skip(cells: number): void {
    for (let cell = 0; cell < cells; cell++) this.read();
  }

  /** The digits of the current cell as a number; NaN when it is not a plain unsigned integer. */
  digits(): number {
    const { bytes, start, length } = this;
    if (length < 1 || length > 16) return NaN;
    let value = 0;
    for (let at = start; at < start + length; at++) {
      const digit = bytes[at]! - 48;
      if (digit < 0 || digit > 9) return NaN;
      value = value * 10 + digit;
    }
    return value;
  }

  /** Moves on to the next cell and returns its digits. */
  number(): number {
    this.read();
    return this.digits();
  }

  /** The current cell as text, `null` for NULL. */
  text(encoding: BufferEncoding = 'utf8'): string | null {
    return this.length < 0 ? null : this.bytes.toString(encoding, this.start, this.start + this.length);
  }
}
