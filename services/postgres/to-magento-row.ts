import type { FieldDef } from 'pg';
import type { Row } from '../api/row';
import type { Wording } from './plan';

/** Type ids of PostgreSQL. */
const types = { bool: 16, jsonb: 3802, uuid: 2950, timestamptz: 1184 } as const;

/** Cells as PostgreSQL prints them. */
export type Cells = readonly (string | null)[];

/**
 * Makes the function that tells rows of one result in Magento's words: flags as 0 and 1, moments without zone, references
 * by Magento's id, and what did not fit a column's type as the text that Magento holds.
 */
export function toMagentoRow(fields: readonly FieldDef[], wording: Wording): (cells: Cells) => Row {
  const names = fields.map(({ name }) => name);
  const columns = fields.map((field) => columnOf(field, wording, names)).map((column, index) => ({ ...column, index }));
  const told = columns.filter((column) => column.name !== undefined);
  const extra = names.indexOf('extra');
  return (cells) => {
    const row: Record<string, string | null> = {};
    for (const { name, index, tell } of told) {
      const cell = cells[index] ?? null;
      row[name!] = cell === null ? null : tell(cell);
    }
    const kept = extra < 0 ? null : cells[extra] ?? null;
    if (kept !== null) Object.assign(row, JSON.parse(kept) as Row);
    return row;
  };
}

interface Column {
  /** Undefined where Magento has no such column. */
  readonly name: string | undefined;
  readonly tell: (cell: string) => string | null;
}

function columnOf({ name, dataTypeID }: FieldDef, { id, names = {}, words = {} }: Wording, all: readonly string[]): Column {
  const asIs = (cell: string): string => cell;
  const renamed = (column: string): string => names[column] ?? column;
  const numbers = words[name];
  if (numbers) return { name: renamed(name), tell: (cell) => numbers[cell] ?? null };
  if (name === 'id' && dataTypeID === types.uuid) return { name: id, tell: magentoIdInside };
  if (name.startsWith('magento_')) return { name: renamed(name.slice('magento_'.length)), tell: asIs };
  if (dataTypeID === types.uuid || dataTypeID === types.jsonb || all.includes(`magento_${name}`)) return { name: undefined, tell: asIs };
  if (dataTypeID === types.bool) return { name: renamed(name), tell: (cell) => (cell === 't' ? '1' : '0') };
  if (dataTypeID === types.timestamptz) return { name: renamed(name), tell: (cell) => cell.replace(/\+00$/, '') };
  return { name: renamed(name), tell: asIs };
}

/** Ids of rows that hang on a root are always derived: the first 48 bits are Magento's id. */
const magentoIdInside = (uuid: string): string => String(parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));
