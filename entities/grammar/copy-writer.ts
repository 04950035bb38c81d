import { isUtf8 } from 'node:buffer';
import { giveBackBytes, takeBytes } from './byte-pool';
import { formatUuid, type IdDeriver, type IdSpace } from './derive-ids';

/** Ids that were already mapped before Banyan came, or born in a service: they win over derived ones. */
export type Overrides = ReadonlyMap<string, ReadonlyMap<number, string>>;

const TAB = 9;
const NEWLINE = 10;
const BACKSLASH = 92;
const DASH = 45;
const POINT = 46;
const ZERO = 48;

/** The letter after the backslash for bytes that PostgreSQL's COPY text format escapes; 0 for all others. */
const escapes = new Uint8Array(256);
for (const [byte, letter] of [[8, 'b'], [9, 't'], [10, 'n'], [11, 'v'], [12, 'f'], [13, 'r'], [92, '\\']] as const) {
  escapes[byte] = letter.charCodeAt(0);
}

const hexDigits = Buffer.from('0123456789abcdef');

/** What COPY needs to put `"` and control characters into JSON that sits in a COPY cell. */
const jsonEscapes = new Map<number, Buffer>();
for (let byte = 0; byte < 32; byte++) jsonEscapes.set(byte, Buffer.from(`\\\\u00${byte.toString(16).padStart(2, '0')}`));
for (const [byte, letter] of [[8, 'b'], [9, 't'], [10, 'n'], [12, 'f'], [13, 'r']] as const) jsonEscapes.set(byte, Buffer.from(`\\\\${letter}`));
jsonEscapes.set(34, Buffer.from('\\\\"'));
jsonEscapes.set(92, Buffer.from('\\\\\\\\'));
const needsJsonEscape = new Uint8Array(256);
for (const byte of jsonEscapes.keys()) needsJsonEscape[byte] = 1;

/** A place to go back to when a row turns out to be unwritable. */
export interface Mark {
  readonly at: number;
}

/** Ids of one space that are still to be filled in, and where. */
interface OpenIds {
  readonly at: number[];
  readonly of: number[];
}

/**
 * Writes rows in PostgreSQL's COPY text format, byte for byte as `COPY … TO` would print them. Ids are left open and
 * derived together at the end, because one cipher call for a million ids costs what a hundred thousand calls do.
 */
export class CopyWriter {
  private bytes: Buffer;
  private at = 0;
  private readonly ids = new Map<IdSpace, OpenIds>();
  private lastSpace: IdSpace | undefined;
  private lastIds: OpenIds = { at: [], of: [] };

  /**
   * @param strict look at every text whether it is UTF-8; else only the finished rows tell.
   * @param read bytes that will be read: what is written is about twice as much.
   */
  constructor(private readonly strict = false, read = 0) {
    this.bytes = takeBytes(read * 2);
  }

  mark(): Mark {
    return { at: this.at };
  }

  rewind(mark: Mark): void {
    this.at = mark.at;
    for (const { at, of } of this.ids.values()) {
      while (at.length > 0 && at[at.length - 1]! >= mark.at) {
        at.pop();
        of.pop();
      }
    }
  }

  /** Leaves room for the id of one row; filled by {@link finish}. */
  id(space: IdSpace, id: number): void {
    this.room(36);
    const ids = space === this.lastSpace ? this.lastIds : this.openIds(space);
    ids.at.push(this.at);
    ids.of.push(id);
    this.at += 36;
  }

  private openIds(space: IdSpace): OpenIds {
    let ids = this.ids.get(space);
    if (!ids) this.ids.set(space, (ids = { at: [], of: [] }));
    this.lastSpace = space;
    this.lastIds = ids;
    return ids;
  }

  tab(): void {
    this.room(1);
    this.bytes[this.at++] = TAB;
  }

  /** Ends a row: the tab after its last cell becomes the line's end. */
  endRow(): void {
    this.bytes[this.at - 1] = NEWLINE;
  }

  null(): void {
    this.room(2);
    this.bytes[this.at++] = BACKSLASH;
    this.bytes[this.at++] = 78;
  }

  /** NULL and its tab. */
  nullCell(): void {
    this.room(3);
    const { bytes, at } = this;
    bytes[at] = BACKSLASH;
    bytes[at + 1] = 78;
    bytes[at + 2] = TAB;
    this.at = at + 3;
  }

  /** Bytes that need no escaping. */
  raw(from: Buffer, start: number, length: number): void {
    this.room(length);
    if (length > 32) {
      from.copy(this.bytes, this.at, start, start + length);
      this.at += length;
      return;
    }
    const { bytes } = this;
    let at = this.at;
    for (let end = start + length; start < end; start++) bytes[at++] = from[start]!;
    this.at = at;
  }

  /**
   * Copies a plain decimal while it looks at it: digits, without a leading zero, at most one point inside.
   * @returns false, with nothing written, when the cell is anything else.
   */
  decimal(from: Buffer, start: number, length: number): boolean {
    if (length < 1 || (length > 1 && from[start] === ZERO && from[start + 1] !== POINT)) return false;
    if (from[start] === POINT || from[start + length - 1] === POINT) return false;
    this.room(length);
    const { bytes } = this;
    let at = this.at;
    let points = 0;
    for (const end = start + length; start < end; start++) {
      const byte = from[start]!;
      if (byte < ZERO || byte > 57) {
        if (byte !== POINT || ++points > 1) return false;
      }
      bytes[at++] = byte;
    }
    this.at = at;
    return true;
  }

  ascii(text: string): void {
    this.room(text.length);
    this.at += this.bytes.write(text, this.at, 'latin1');
  }

  /** Any text. */
  text(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.escaped(bytes, 0, bytes.length);
  }

  /** UTF-8 bytes with COPY's escapes. @returns false when PostgreSQL cannot hold them. */
  escaped(from: Buffer, start: number, length: number): boolean {
    if (this.strict && !isUtf8(from.subarray(start, start + length))) return false;
    this.room(length * 2);
    const { bytes } = this;
    let at = this.at;
    for (let end = start + length; start < end; start++) {
      const byte = from[start]!;
      const letter = escapes[byte]!;
      if (letter !== 0) {
        bytes[at++] = BACKSLASH;
        bytes[at++] = letter;
      } else {
        if (byte === 0) return false;
        bytes[at++] = byte;
      }
    }
    this.at = at;
    return true;
  }

  /** A JSON string in a COPY cell, as PostgreSQL prints it inside `jsonb`. @returns false when it cannot hold it. */
  jsonString(from: Buffer, start: number, length: number): boolean {
    if (this.strict && !isUtf8(from.subarray(start, start + length))) return false;
    this.room(length * 7 + 2);
    this.bytes[this.at++] = 34;
    for (let end = start + length; start < end; start++) {
      const byte = from[start]!;
      if (needsJsonEscape[byte] === 0) {
        this.bytes[this.at++] = byte;
        continue;
      }
      if (byte === 0) return false;
      this.at += jsonEscapes.get(byte)!.copy(this.bytes, this.at);
    }
    this.bytes[this.at++] = 34;
    return true;
  }

  /** Fills in the ids and returns all rows written so far; the writer is spent. */
  finish(ids: IdDeriver, overrides: Overrides): Buffer {
    for (const [space, { at, of }] of this.ids) {
      const derived = ids.derive(space, of);
      const known = overrides.get(space.entity);
      for (let index = 0; index < at.length; index++) {
        const override = known?.get(of[index]!);
        if (override) this.bytes.write(override, at[index]!, 'latin1');
        else writeUuid(this.bytes, at[index]!, derived, index * 16);
      }
    }
    return this.bytes.subarray(0, this.at);
  }

  private room(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const grown = takeBytes(Math.max(this.bytes.length * 2, this.at + length));
    this.bytes.copy(grown, 0, 0, this.at);
    giveBackBytes(this.bytes);
    this.bytes = grown;
  }
}

/** Where the 16 bytes of a UUID stand in its text, behind its dashes. */
const hexAt = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

function writeUuid(out: Buffer, at: number, from: Buffer, start: number): void {
  for (let index = 0; index < 16; index++) {
    const byte = from[start + index]!;
    const place = at + hexAt[index]!;
    out[place] = hexDigits[byte >> 4]!;
    out[place + 1] = hexDigits[byte & 15]!;
  }
  out[at + 8] = out[at + 13] = out[at + 18] = out[at + 23] = DASH;
}

/** Texts of ids as the rows carry them: an override where there is one, else derived. */
export function idTexts(ids: IdDeriver, overrides: Overrides, of: { space: IdSpace; ids: readonly number[] }): string[] {
  const derived = ids.derive(of.space, of.ids);
  const known = overrides.get(of.space.entity);
  return of.ids.map((id, index) => known?.get(id) ?? formatUuid(derived, index * 16));
}
