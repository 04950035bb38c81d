import { isRealDay } from './codecs';
import { odd, Undecodable, type Codec } from './codec';
import type { CopyWriter } from './copy-writer';

/** Why a text is refused. */
export const unwritableText = 'text with a NUL byte, or that is not UTF-8';

const utc = Buffer.from('+00');

/** Writes one present cell through its codec. @returns false when the value is odd and nothing was written. */
export function writeCell(writer: CopyWriter, codec: Codec, cell: { readonly bytes: Buffer; readonly start: number; readonly length: number }): boolean {
  const { bytes, start, length } = cell;
  switch (codec.fast) {
    case 'text':
      if (!writer.escaped(bytes, start, length)) throw new Undecodable(unwritableText);
      return true;
    case 'digits':
      if (isShortInteger(bytes, start, length)) return writer.raw(bytes, start, length), true;
      break;
    case 'decimal':
      if (writer.decimal(bytes, start, length)) return true;
      break;
    case 'moment':
    case 'localMoment':
      if (length === 19 && isPlainDay(bytes, start) && isPlainTime(bytes, start + 10)) {
        writer.raw(bytes, start, 19);
        if (codec.fast === 'moment') writer.raw(utc, 0, 3);
        return true;
      }
      break;
    case 'date':
      if (length === 10 && isPlainDay(bytes, start)) return writer.raw(bytes, start, 10), true;
      break;
    case 'flag':
      if (length === 1 && (bytes[start] === 48 || bytes[start] === 49)) return writer.ascii(bytes[start] === 49 ? 't' : 'f'), true;
      break;
    case 'slow':
      break;
  }
  const decoded = codec.decode(bytes.toString(codec.binary ? 'latin1' : 'utf8', start, start + length));
  if (decoded === odd) return false;
  writer.text(decoded);
  return true;
}

/** Up to nine digits without a leading zero: fits every integer type. */
function isShortInteger(bytes: Buffer, start: number, length: number): boolean {
  if (length < 1 || length > 9 || (bytes[start] === 48 && length > 1)) return false;
  return areDigits(bytes, start, start + length);
}

function areDigits(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! < 48 || bytes[at]! > 57) return false;
  return true;
}

const two = (bytes: Buffer, at: number): number => (bytes[at]! - 48) * 10 + bytes[at + 1]! - 48;

function isPlainDay(bytes: Buffer, at: number): boolean {
  if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45) return false;
  if (!areDigits(bytes, at, at + 4) || !areDigits(bytes, at + 5, at + 7) || !areDigits(bytes, at + 8, at + 10)) return false;
  return isRealDay(two(bytes, at) * 100 + two(bytes, at + 2), two(bytes, at + 5), two(bytes, at + 8));
}

function isPlainTime(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== 32 || bytes[at + 3] !== 58 || bytes[at + 6] !== 58) return false;
  if (!areDigits(bytes, at + 1, at + 3) || !areDigits(bytes, at + 4, at + 6) || !areDigits(bytes, at + 7, at + 9)) return false;
  return two(bytes, at + 1) < 24 && two(bytes, at + 4) < 60 && two(bytes, at + 7) < 60;
}
