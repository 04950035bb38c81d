/** What the generator may put into a cell. Decimals are numbers with few digits or exact strings; dates are strings. */
export type SqlValue = string | number | null;

const SPECIAL = /[\0\b\n\r\t\x1a'"\\]/;
const SPECIAL_ALL = new RegExp(SPECIAL, 'g');
const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0', '\b': '\\b', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\x1a': '\\Z', "'": "\\'", '"': '\\"', '\\': '\\\\',
};

/** The one place where a value becomes SQL text. Valid as long as NO_BACKSLASH_ESCAPES is off, as it is in MAGENTO_SESSION. */
export function sqlLiteral(value: SqlValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`No SQL literal for ${value}`);
    return String(value);
  }
  return SPECIAL.test(value) ? `'${value.replace(SPECIAL_ALL, (c) => ESCAPES[c] as string)}'` : `'${value}'`;
}
