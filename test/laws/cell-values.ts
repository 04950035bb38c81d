import fc from 'fast-check';
import type { Codec } from '../../entities/grammar/codec';
import * as codecs from '../../entities/grammar/codecs';

/** Every codec that a definition may name, and a sample of those that are made. */
export const allCodecs: readonly Codec[] = [
  codecs.int, codecs.bigint, codecs.money, codecs.quantity, codecs.text, codecs.blobText, codecs.bytes,
  codecs.timestamp, codecs.localTimestamp, codecs.date, codecs.flag,
  codecs.oneOf({ 1: 'enabled', 2: 'disabled' }), codecs.oneOf({ 0: 'open', 1: 'closed' }),
];

/** Texts that have broken converters: markers of other formats, control characters, quotes, zero dates, near-numbers. */
export const nasty: readonly string[] = [
  '', ' ', '\\N', '\\\\N', '\\.', 'NULL', 'null', '\t', '\n', '\r\n', '\b\f\v', '\u0001\u001f\u007f', '\\', '\\\\', '"', '\'', '{"a":1}', '__proto__',
  'constructor', '0', '00', '-0', '0.0000', '-0.0000', '+1', '1e5', '007', ' 1', '1 ', '1.', '.5', '.', '1.2.3', '1..2', '-.5', '9999999999', '99999999999999999999', '-2147483648',
  '2147483648', '-9223372036854775808', '9223372036854775808', '0000-00-00', '0000-00-00 00:00:00', '2023-02-29 00:00:00', '2024-02-29 23:59:59',
  '2024-02-29', '1582-10-10', '1900-02-29', '0001-01-01 00:00:00', '9999-12-31 23:59:59', '2038-01-20 03:14:08', '2020-01-01 24:00:00', '2020-01-01 00:00:00.000',
  '2020-01-01 00:00:00.120', '2020-01-01 00:00:00.000001', '2020-01-01T00:00:00', '2020-1-1', '20-01-01', '2020-01-01\n', '٣', '１２', 'é', 'e\u0301',
  '????', '😀', '\u2028\u2029', '\ufeff', 'x'.repeat(300), `${'long '.repeat(20)}\t\\`, 'a:2:{s:3:"key";s:1:"v";}', '-1', '1', '2', '3', 'true',
];

const digits = fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String);
const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }), fc.stringMatching(/^\d{0,6}$/))
  .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`));
const pad = (value: number, length: number): string => String(value).padStart(length, '0');
const day = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
  .map(([year, month, date]) => `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`);
const clock = fc.tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.constantFrom('', '.5', '.000', '.123456'))
  .map(([hour, minute, second, fraction]) => `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}${fraction}`);

/** Any Unicode text; now and then with what PostgreSQL refuses, so that callers must cope. */
export const anyText = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme', maxLength: 20 }));

/** Cells as MySQL might send them for any type, right or wrong. */
export const anyCell = fc.oneof(
  anyText, digits, fc.integer({ min: -1, max: 3 }).map(String), fc.nat().map(String), decimal, day, fc.tuple(day, clock).map((parts) => parts.join(' ')),
);

/** Bytes of a cell as a codec's own texts: UTF-8, or latin1 for binary ones. */
export const cellBytes = (codec: Codec, cell: string): Buffer => Buffer.from(cell, codec.binary ? 'latin1' : 'utf8');
