import { isUtf8 } from 'node:buffer';
import { formatUuid, type IdDeriver, type IdSpace } from './derive-ids';

/** Ids that were already mapped before Banyan came, or born in a service: they win over derived ones. */
export type Overrides = ReadonlyMap<string, ReadonlyMap<number, string>>;

const TAB = 9;
const NEWLINE = 10;
const BACKSLASH = 92;

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
  readonly ids: number;
}

/**
 * Writes rows in PostgreSQL's COPY text format, byte for byte as `COPY … TO` would print them. Ids are left open and
 * derived together at the end, because one cipher call for a million ids costs what a hundred thousand calls do.
 */
export class CopyWriter {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private at = 0;
  private readonly idAt: number[] = [];
  private readonly idOf: number[] = [];
  private readonly idSpace: IdSpace[] = [];

  /** @param strict look at every text whether it is UTF-8; else only the finished rows tell. */
  constructor(private readonly strict = false) {}

  mark(): Mark {
    return { at: this.at, ids: this.idAt.length };
  }

  rewind(mark: Mark): void {
    this.at = mark.at;
    this.idAt.length = this.idOf.length = this.idSpace.length = mark.ids;
  }

  /** Leaves room for the id of one row; filled by {@link finish}. */
  id(space: IdSpace, id: number): void {
    this.room(36);
    this.idAt.push(this.at);
    this.idOf.push(id);
    this.idSpace.push(space);
    this.at += 36;
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
    for (const [space, positions] of this.bySpace()) {
      const derived = ids.derive(space, positions.map((position) => this.idOf[position]!));
      const known = overrides.get(space.entity);
      positions.forEach((position, index) => {
        const override = known?.get(this.idOf[position]!);
        if (override) this.bytes.write(override, this.idAt[position]!, 'latin1');
        else writeUuid(this.bytes, this.idAt[position]!, derived, index * 16);
      });
    }
    return this.bytes.subarray(0, this.at);
  }

  private bySpace(): Map<IdSpace, number[]> {
    const groups = new Map<IdSpace, number[]>();
    this.idSpace.forEach((space, position) => {
      const group = groups.get(space);
      if (group) group.push(position);
      else groups.set(space, [position]);
    });
    return groups;
  }

  private room(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + length));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }
}

function writeUuid(out: Buffer, at: number, from: Buffer, start: number): void {
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) out[at++] = 45;
    const byte = from[start + index]!;
    out[at++] = hexDigits[byte >> 4]!;
    out[at++] = hexDigits[byte & 15]!;
  }
}

/** Text of an id as the rows carry it: an override if there is one, else derived. */
export function idText(ids: IdDeriver, overrides: Overrides, of: { space: IdSpace; id: number }): string {
  return overrides.get(of.space.entity)?.get(of.id) ?? formatUuid(ids.derive(of.space, [of.id]), 0);
}
