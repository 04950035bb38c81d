/**
 * The same text for the same value on both servers: what MySQL prints for a cell, rebuilt from what the target holds.
 * Written from the manuals of both servers, not from Banyan's codecs.
 */
import type { KnownColumn, Sides } from './sides';

const SEPARATOR = '\u0002';
const ABSENT = '\u0001';

export const sourceName = (name: string): string => `\`${name.replace(/`/g, '``')}\``;
export const targetName = (name: string): string => `"${name.replace(/"/g, '""')}"`;

/** `"schema"."table"` from `schema.table`. */
export const targetTable = (table: string): string => table.split('.').map(targetName).join('.');

const texts = new Set(['char', 'varchar', 'tinytext', 'text', 'enum', 'set', 'json', 'tinyblob', 'blob']);
const longTexts = new Set(['mediumtext', 'longtext', 'mediumblob', 'longblob']);

/** Text of a cell of the source. Long texts are hashed, or a row would outgrow the server's packets. */
export function sourceText(cell: string, type: string, targetType: string): string {
  if (targetType === 'bytea') return `MD5(HEX(${cell}))`;
  if (longTexts.has(type)) return `MD5(CONVERT(${cell} USING utf8mb4))`;
  return texts.has(type) ? `CONVERT(${cell} USING utf8mb4)` : `CAST(${cell} AS CHAR)`;
}

/** Text of a cell of the target as the source would print it. */
export function targetText(cell: string, type: string, words?: Readonly<Record<string, string>>): string {
  if (words) return `CASE ${cell} ${Object.entries(words).map(([number, word]) => `WHEN '${word}' THEN '${number}'`).join(' ')} END`;
  if (type === 'boolean') return `CASE ${cell} WHEN true THEN '1' WHEN false THEN '0' END`;
  if (type === 'timestamp with time zone') return `(${cell} AT TIME ZONE 'UTC')::text`;
  return type === 'bytea' ? `md5(upper(encode(${cell}, 'hex')))` : `${cell}::text`;
}

/** Hash of a text in the target where {@link sourceText} hashes it. */
export const likeSource = (text: string, type: string | undefined, targetType: string): string =>
  type !== undefined && longTexts.has(type) && targetType !== 'bytea' ? `md5(${text})` : text;

/** Sum over all rows of the first 48 bits of the MD5 of keys and cells. The keys make swapped values show. */
export const sourceFingerprint = (keys: readonly string[], cells: readonly string[]): string =>
  `SUM(${sourceHash(keys, cells)})`;

export const sourceHash = (keys: readonly string[], cells: readonly string[]): string =>
  `CAST(CONV(LEFT(MD5(CONCAT_WS('${SEPARATOR}', ${[...keys, ...cells.map((cell) => `COALESCE(${cell}, '${ABSENT}')`)].join(', ')})), 12), 16, 10) AS UNSIGNED)`;

export const targetFingerprint = (keys: readonly string[], cells: readonly string[]): string =>
  `sum(${targetHash(keys, cells)})`;

/** Functions of PostgreSQL take a hundred arguments at most, so the row is joined with operators. */
export const targetHash = (keys: readonly string[], cells: readonly string[]): string =>
  `('x' || left(md5(${[...keys, ...cells.map((cell) => `COALESCE(${cell}, '${ABSENT}')`)].join(` || '${SEPARATOR}' || `)}), 12))::bit(48)::bigint`;

/** The Magento id in the first 48 bits of an id, or what the ledger says where an entity has ids of its own. */
export function magentoId(id: string, owner?: { readonly sides: Sides; readonly entity: string }): string {
  const inside = `('x' || left(${id}::text, 8) || substr(${id}::text, 10, 4))::bit(48)::bigint`;
  if (!owner?.sides.hasOwnIds(owner.entity)) return inside;
  return `COALESCE((SELECT m.magento_id FROM banyan.magento_id_map m WHERE m.new_uuid = ${id} AND NOT m.derived), ${inside})`;
}

/** Both parts of a two-part key: 26 and 27 bits, of which the last five follow the version digit. */
export function magentoIdPair(id: string): readonly [string, string] {
  const packed = `('x' || left(${id}::text, 8) || substr(${id}::text, 10, 4) || substr(${id}::text, 16, 2))::bit(56)::bit(53)::bigint`;
  return [`(${packed} >> 27)`, `(${packed} & 134217727)`];
}

/** A column by name, or a clear error: the checks are written for tables that have it. */
export function columnNamed(columns: readonly KnownColumn[], name: string): KnownColumn | undefined {
  return columns.find((column) => column.name === name);
}
