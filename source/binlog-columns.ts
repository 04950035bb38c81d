import type { TableMapEntry } from '@vlasky/zongji';
import { BanyanFailure } from '../contracts/failures';

/** A column of a row image: how many bytes it takes, and for wanted ones what they mean. */
export interface LogColumn {
  readonly name: string;
  /** Bytes of the value; of its length when `counted`. */
  readonly bytes: number;
  readonly counted: boolean;
  /** Undefined for columns that nobody wants: they are passed over. Gets the value without its length. */
  readonly read?: (buffer: Buffer, from: number, to: number) => number | string;
}

type Known = NonNullable<TableMapEntry['columns']>[number];
type Schema = TableMapEntry['columnSchemas'][number];
type Read = NonNullable<LogColumn['read']>;

/** Type codes of the protocol. */
const types = {
  tiny: 1, short: 2, long: 3, float: 4, double: 5, timestamp: 7, longlong: 8, int24: 9, date: 10, time: 11, datetime: 12, year: 13,
  newdate: 14, varchar: 15, bit: 16, timestamp2: 17, datetime2: 18, time2: 19, blobCompressed: 140, varcharCompressed: 141, json: 245,
  newdecimal: 246, enum: 247, set: 248, tinyBlob: 249, mediumBlob: 250, longBlob: 251, blob: 252, varString: 253, string: 254, geometry: 255,
} as const;

const plainBytes: Readonly<Record<number, number>> = {
  [types.tiny]: 1, [types.short]: 2, [types.int24]: 3, [types.long]: 4, [types.longlong]: 8, [types.float]: 4, [types.double]: 8,
  [types.year]: 1, [types.date]: 3, [types.newdate]: 3,
};

/** Bytes of seconds and more in times with a fraction, whose bytes follow: one for every two digits. */
const fractional: Readonly<Record<number, number>> = { [types.timestamp2]: 4, [types.datetime2]: 5, [types.time2]: 3 };

/** MariaDB before 10.0 wrote fractions by widening the old types; only the table's definition tells. Bytes by digits. */
const widened: Readonly<Record<number, readonly number[]>> = {
  [types.time]: [3, 4, 4, 5, 5, 5, 6], [types.datetime]: [8, 6, 6, 7, 7, 7, 8], [types.timestamp]: [4, 5, 5, 6, 6, 7, 7],
};

/**
 * The columns of a table in the order of the log.
 * @throws SourceSchemaDrift when a wanted column is missing, or a text is in a character set that cannot be read.
 */
export function logColumns(table: string, { columns = [], columnSchemas }: TableMapEntry, wanted: readonly string[]): readonly LogColumn[] {
  for (const name of wanted) {
    if (columns.some((column) => column.name === name)) continue;
    throw new BanyanFailure('SourceSchemaDrift', `column ${name} of ${table} is not in the log: it was dropped or renamed on the source`);
  }
  return columns.map((column, at) => {
    const layout = layoutOf(table, column, columnSchemas[at]!);
    return wanted.includes(column.name) ? { ...layout, read: readerOf(column, columnSchemas[at]!) } : layout;
  });
}

function layoutOf(table: string, { name, type, metadata }: Known, schema: Schema): LogColumn {
  const fixed = (bytes: number): LogColumn => ({ name, bytes, counted: false });
  const counted = (bytes: number): LogColumn => ({ name, bytes, counted: true });
  const about = (metadata ?? {}) as Readonly<Record<'size' | 'max_length' | 'bits' | 'precision' | 'decimals' | 'length_size', number>>;
  if (plainBytes[type] !== undefined) return fixed(plainBytes[type]);
  if (fractional[type] !== undefined) return fixed(fractional[type] + Math.ceil(about.decimals / 2));
  if (widened[type] !== undefined) return fixed(widened[type][Number(/^\w+\((\d)\)/.exec(schema.COLUMN_TYPE)?.[1] ?? 0)]!);
  switch (type) {
    case types.newdecimal:
      return fixed(decimalBytes(about.precision - about.decimals) + decimalBytes(about.decimals));
    case types.bit:
      return fixed(Math.ceil(about.bits / 8));
    case types.enum:
    case types.set:
      return fixed(about.size);
    case types.varchar:
    case types.varcharCompressed:
    case types.varString:
    case types.string:
      return counted(about.max_length > 255 ? 2 : 1);
    case types.blob:
    case types.tinyBlob:
    case types.mediumBlob:
    case types.longBlob:
    case types.blobCompressed:
    case types.json:
    case types.geometry:
      return counted(about.length_size);
    default:
      throw new BanyanFailure('SourceSchemaDrift', `column ${name} of ${table} has a type that the log reader does not know (${type})`);
  }
}

/** Nine digits in four bytes, the rest in as few as they need. */
const decimalBytes = (digits: number): number => Math.floor(digits / 9) * 4 + [0, 1, 1, 2, 2, 3, 3, 4, 4][digits % 9]!;

function readerOf({ type, charset, metadata }: Known, schema: Schema): Read {
  const unsigned = schema.UNSIGNED ?? schema.COLUMN_TYPE.includes('unsigned');
  switch (type) {
    case types.tiny:
    case types.short:
    case types.int24:
    case types.long:
      return unsigned ? (buffer, from, to) => buffer.readUIntLE(from, to - from) : (buffer, from, to) => buffer.readIntLE(from, to - from);
    case types.longlong:
      return unsigned ? (buffer, from) => exact(buffer.readBigUInt64LE(from)) : (buffer, from) => exact(buffer.readBigInt64LE(from));
    case types.varchar:
    case types.string:
    case types.blob:
      if (charset) return textReader(charset);
      break;
    case types.datetime2:
      return datetimeReader(Number(metadata?.decimals ?? 0));
  }
  // Keys and routes are of the types above. A value that others read along is only ever compared with itself.
  return (buffer, from, to) => buffer.toString('hex', from, to);
}

/**
 * MariaDB counts GEOMETRY among the texts when it lists their character sets, the decoder does not: behind such a column
 * the sets are off by one.
 */
export function hasShiftedCharsets({ columns = [] }: TableMapEntry, wanted: readonly string[]): boolean {
  const texts: readonly number[] = [types.varchar, types.string, types.blob];
  return columns.some(({ type }) => type === types.geometry) && columns.some(({ name, type }) => wanted.includes(name) && texts.includes(type));
}

/** A number while that is exact, else its digits. */
const exact = (value: bigint): number | string => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};

/** What MySQL calls latin1 is Windows-1252, its five holes left as they are. From 0x80; Node's own decoder takes it for ISO 8859-1. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function textReader(charset: string): Read {
  if (/^(utf8|utf8mb3|utf8mb4|ascii)$/.test(charset)) return (buffer, from, to) => buffer.toString('utf8', from, to);
  if (charset === 'latin1') return (buffer, from, to) => buffer.toString('latin1', from, to).replace(/[\x80-\x9f]/g, (char) => windows1252[char.charCodeAt(0) - 0x80]!);
  throw new BanyanFailure('SourceSchemaDrift', `keys and routes cannot be read in the character set ${charset}: convert the column to utf8mb4 on the source`);
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** 40 bits, big-endian, offset by 2^39: 17 of year*13+month, 5 day, 5 hour, 6 minute, 6 second; then the fraction. */
function datetimeReader(decimals: number): Read {
  return (buffer, from, to) => {
    const packed = buffer.readUIntBE(from, 5) - 0x8000000000;
    const time = packed % 0x20000;
    const days = Math.floor(packed / 0x20000);
    const months = Math.floor(days / 32);
    const date = `${pad(Math.floor(months / 13), 4)}-${pad(months % 13, 2)}-${pad(days % 32, 2)}`;
    const clock = `${pad(time >> 12, 2)}:${pad((time >> 6) & 63, 2)}:${pad(time & 63, 2)}`;
    const bytes = to - from - 5;
    return bytes === 0 ? `${date} ${clock}` : `${date} ${clock}.${pad(buffer.readUIntBE(from + 5, bytes), bytes * 2).slice(0, decimals)}`;
  };
}
