import { createHash } from 'node:crypto';

const NUMERIC = new Set(['tinyint', 'smallint', 'mediumint', 'int', 'integer', 'bigint', 'decimal', 'numeric', 'float', 'double']);

/**
 * One text per value, whoever wrote it: numbers lose leading and trailing zeros (`12.5000` is `12.5`), a date-time keeps
 * no empty fraction, text stays as it is. `dataType` as information_schema names it.
 */
export function canonicalValue(value: string | number | null, dataType: string): string | null {
  if (value === null) return null;
  const text = String(value);
  if (NUMERIC.has(dataType)) return canonicalNumber(text);
  if (dataType === 'timestamp' || dataType === 'datetime') return text.replace('T', ' ').replace(/\.0+$/, '');
  return text;
}

function canonicalNumber(text: string): string {
  const parts = /^([+-]?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(text.trim());
  if (!parts) return text;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const digits = `${whole === '' ? '0' : whole}${fraction === '' ? '' : `.${fraction}`}`;
  return digits === '0' ? '0' : `${sign === '-' ? '-' : ''}${digits}`;
}

/** Keyed digest of a value that nobody needs to read, 128 bits of SHA-256 in hex. */
export function digestOf(canonical: string, salt: string): string {
  return createHash('sha256').update(salt).update('\0').update(canonical).digest('hex').slice(0, 32);
}

const SCALE_DIGITS = 6;

/** Exact sum of two decimals with at most six digits behind the point. */
export function addDecimals(left: string, right: string): string {
  const sum = scaled(left) + scaled(right);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(SCALE_DIGITS + 1, '0');
  return canonicalNumber(`${sum < 0n ? '-' : ''}${digits.slice(0, -SCALE_DIGITS)}.${digits.slice(-SCALE_DIGITS)}`);
}

function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(SCALE_DIGITS, '0').slice(0, SCALE_DIGITS));
  return decimal.startsWith('-') ? -units : units;
}
