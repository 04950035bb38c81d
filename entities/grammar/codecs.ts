import { odd, Undecodable, type Codec, type Odd } from './codec';

const same = (text: string): string => text;

function integer(name: string, pg: string, min: bigint, max: bigint): Codec {
  const decode = (text: string): string | Odd => {
    if (!/^(0|-?[1-9]\d*)$/.test(text)) return odd;
    const value = BigInt(text);
    return value < min || value > max ? odd : text;
  };
  return { name, pg, fast: 'digits', decode, encode: same };
}

/** Any integer up to 32 bits signed, and every smaller one; Magento's flags and counters. */
export const int = integer('int', 'integer', -(2n ** 31n), 2n ** 31n - 1n);

/** Unsigned 32 bits and more, up to 63 bits. */
export const bigint = integer('bigint', 'bigint', -(2n ** 63n), 2n ** 63n - 1n);

/** Exact decimal with the scale Magento wrote: `numeric` without precision never rounds and keeps trailing zeros. */
export const money: Codec = {
  name: 'money',
  pg: 'numeric',
  fast: 'decimal',
  decode: (text) => (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && !/^-0(\.0*)?$/.test(text) ? text : odd),
  encode: same,
};

/** Quantities and weights; the same type as money under its own name, so that mappings read well. */
export const quantity: Codec = { ...money, name: 'quantity' };

/** Text of any length. A NUL byte cannot be stored in PostgreSQL and quarantines the row. */
export const text: Codec = {
  name: 'text',
  pg: 'text',
  fast: 'text',
  decode: (value) => {
    if (value.includes('\0')) throw new Undecodable('a NUL byte in text');
    return value;
  },
  encode: same,
};

/** A blob that holds text (Magento keeps JSON in some): bytes that are not UTF-8 quarantine the row. */
export const blobText: Codec = {
  name: 'blobText',
  pg: 'text',
  fast: 'slow',
  binary: true,
  decode: (value) => {
    const bytes = Buffer.from(value, 'latin1');
    const decoded = bytes.toString('utf8');
    if (!Buffer.from(decoded, 'utf8').equals(bytes)) throw new Undecodable('bytes that are not UTF-8 in a text blob');
    return text.decode(decoded);
  },
  encode: (value) => Buffer.from(value, 'utf8').toString('latin1'),
};

/** Raw bytes, PostgreSQL `bytea` in its hex form. */
export const bytes: Codec = {
  name: 'bytes',
  pg: 'bytea',
  fast: 'slow',
  binary: true,
  decode: (value) => `\\x${Buffer.from(value, 'latin1').toString('hex')}`,
  encode: (value) => Buffer.from(value.slice(2), 'hex').toString('latin1'),
};

const daysIn = (year: number, month: number): number =>
  month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Whether year-month-day is a day that exists in the proleptic Gregorian calendar, from year 1. */
export function isRealDay(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function moment(name: string, pg: string, fast: Codec['fast'], zone: string): Codec {
  const decode = (value: string): string | Odd => {
    const part = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/.exec(value);
    if (!part || !isRealDay(Number(part[1]), Number(part[2]), Number(part[3]))) return odd;
    if (Number(part[4]) > 23 || Number(part[5]) > 59 || Number(part[6]) > 59) return odd;
    // PostgreSQL prints a fraction without trailing zeros; MySQL prints the column's declared digits.
    if (part[7] !== undefined && (/0$/.test(part[7]))) return odd;
    return value + zone;
  };
  return { name, pg, fast, decode, encode: (value) => (zone ? value.slice(0, -zone.length) : value) };
}

/** A moment in UTC (Magento's sessions run at +00:00). Zero dates and impossible days are odd. */
export const timestamp = moment('timestamp', 'timestamptz', 'moment', '+00');

/** A wall-clock time without a zone (special price dates, dates of birth kept as date-time). */
export const localTimestamp = moment('localTimestamp', 'timestamp', 'localMoment', '');

/** A calendar day. */
export const date: Codec = {
  name: 'date',
  pg: 'date',
  fast: 'date',
  decode: (value) => {
    const part = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
    return part && isRealDay(Number(part[1]), Number(part[2]), Number(part[3])) ? value : odd;
  },
  encode: same,
};

/** A number that stands for a word, e.g. `oneOf({ 1: 'enabled', 2: 'disabled' })`; other numbers are odd. */
export function oneOf(words: Readonly<Record<string, string>>): Codec {
  const back = new Map(Object.entries(words).map(([number, word]) => [word, number]));
  if (back.size !== Object.keys(words).length) throw new Error('oneOf: two numbers share a word');
  return {
    name: `oneOf(${Object.entries(words).map(([number, word]) => `${number}=${word}`).join(', ')})`,
    pg: 'text',
    fast: 'slow',
    decode: (value) => (Object.hasOwn(words, value) ? words[value]! : odd),
    encode: (word) => back.get(word)!,
  };
}

/** 0 and 1 as boolean; any other number is odd. */
export const flag: Codec = {
  name: 'flag',
  pg: 'boolean',
  fast: 'flag',
  decode: (value) => (value === '0' ? 'f' : value === '1' ? 't' : odd),
  encode: (value) => (value === 't' ? '1' : '0'),
};
