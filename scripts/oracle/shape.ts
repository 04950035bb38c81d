import { columnNamed, likeSource, magentoId, magentoIdPair, sourceName, sourceText, targetName, targetTable, targetText } from './expressions';
import { usualReferences, type ColumnNotes, type Family, type Part } from './family';
import type { KnownColumn, Sides } from './sides';

/** One column on both sides, as the text that must be equal. */
export interface Cell {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  /** Both as numbers, where they can be summed up. */
  readonly sum?: { readonly source: string; readonly target: string };
}

export interface Reference {
  readonly name: string;
  /** Column of the source. */
  readonly source: string;
  /** `schema.table` it leads to. */
  readonly to: string;
}

/** A pair of tables made concrete for two servers: where rows come from, what tells them apart, what they hold. */
export interface Shape {
  readonly family: Family;
  readonly part?: Part;
  readonly name: string;
  /** `schema.table` */
  readonly targetTable: string;
  /** Empty when the shop has no such table. */
  readonly sourceFrom: string;
  readonly targetFrom: string;
  /** The root's key first; texts. */
  readonly sourceKeys: readonly string[];
  readonly targetKeys: readonly string[];
  readonly cells: readonly Cell[];
  readonly references: readonly Reference[];
  /** Columns of the target that hold the root's id and the row's own. */
  readonly rootColumn: string;
  readonly hasId: boolean;
}

/** Whether a root keeps several versions of a row (content staging). */
export const isStaged = (sides: Sides, table: string): boolean => columnNamed(sides.sourceColumns(table), 'row_id') !== undefined;

/** Of a root with versions, the row that counts now. */
export const inForce = (alias: string): string => `${alias}.created_in <= UNIX_TIMESTAMP() AND ${alias}.updated_in > UNIX_TIMESTAMP()`;

/** Joins a row to its root in force. @param column where the root's key is found, e.g. `t.order_id` */
export function joinRoot(sides: Sides, family: Family, by: { readonly column: string; readonly owner: string }): string {
  const staged = isStaged(sides, family.source);
  const key = staged && sides.rowIdColumns.has(by.owner) ? 'row_id' : family.key[0]!;
  return `JOIN {${family.source}} r ON r.${sourceName(key)} = ${by.column}${staged ? ` AND ${inForce('r')}` : ''}`;
}

/** The way from the rows of a part to the number of their root, or of its version; `owner` is the table and column that holds it. */
export function wayOf(sides: Sides, family: Family, part: Part): { readonly join: string; readonly column: string; readonly owner: string } {
  const direct = isStaged(sides, family.source) ? [...sides.rowIdColumns].find((owner) => owner.startsWith(`${part.source}.`)) : undefined;
  if (direct) return { join: '', column: `t.${sourceName(direct.split('.')[1]!)}`, owner: direct };
  if (!part.through) return { join: '', column: `t.${sourceName(part.parent)}`, owner: `${part.source}.${part.parent}` };
  const [alias, column] = part.through.root.split('.') as [string, string];
  const table = new RegExp(`\\{(\\w+)\\} ${alias} ON`).exec(part.through.join)?.[1] ?? part.source;
  return { join: part.through.join, column: part.through.root, owner: `${table}.${column}` };
}

/** Pairs the columns of a root table, or of a part. */
export function shapeOf(sides: Sides, family: Family, part?: Part): Shape {
  const notes: ColumnNotes & { source: string; target: string } = part ?? family;
  const table = `${family.schema}.${notes.target}`;
  const targetColumns = sides.targetColumns(table);
  const sourceColumns = sides.sourceColumns(notes.source);
  const rootColumn = targetColumns[0]?.name ?? 'id';
  const hasId = part?.id !== undefined;
  const { cells, references } = pairColumns(sides, { notes, family, part, sourceColumns, targetColumns });
  return {
    family, part, cells, references, rootColumn, hasId,
    name: `${notes.source} → ${table}`,
    targetTable: table,
    sourceFrom: sourceColumns.length === 0 ? '' : sourceFrom(sides, family, part),
    targetFrom: targetFrom(sides, family, { table, rootColumn }),
    sourceKeys: [...family.key.map((key) => `${part ? 'r' : 't'}.${sourceName(key)}`), ...(hasId ? [`t.${sourceName(part.id!)}`] : [])],
    targetKeys: [...rootKeys(sides, family, `t.${targetName(rootColumn)}`), ...(hasId ? [magentoId('t.id')] : [])],
  };
}

const rootKeys = (sides: Sides, family: Family, id: string): readonly string[] =>
  family.key.length === 2 ? magentoIdPair(id) : [magentoId(id, { sides, entity: family.entity })];

function sourceFrom(sides: Sides, family: Family, part?: Part): string {
  const parked = sides.quarantined(family.entity);
  const keys = family.key.map((key) => `r.${sourceName(key)}`);
  const packed = keys.length === 2 ? `${keys[0]} * 134217728 + ${keys[1]}` : keys[0];
  const where = parked.length === 0 ? 'TRUE' : `${packed} NOT IN (${parked.map(Number).join(', ')})`;
  if (!part) {
    const from = `{${family.source}} t`;
    const staged = isStaged(sides, family.source) ? `${inForce('t')} AND ` : '';
    return `${from} WHERE ${staged}${where}`.replace(/\br\./g, 't.');
  }
  const way = wayOf(sides, family, part);
  return `{${part.source}} t ${way.join} ${joinRoot(sides, family, way)} WHERE ${where}`;
}

function targetFrom(sides: Sides, family: Family, { table, rootColumn }: { table: string; rootColumn: string }): string {
  const parked = sides.quarantined(family.entity);
  const where = parked.length === 0 ? '' : ` WHERE t.${targetName(rootColumn)} NOT IN (SELECT m.new_uuid FROM banyan.magento_id_map m
    WHERE m.entity_type = '${family.entity}' AND m.magento_id IN (${parked.map(Number).join(', ')}))`;
  return `${targetTable(table)} t${where}`;
}

interface Pairing {
  readonly notes: ColumnNotes;
  readonly family: Family;
  readonly part?: Part;
  readonly sourceColumns: readonly KnownColumn[];
  readonly targetColumns: readonly KnownColumn[];
}

/** Every column of the target has a counterpart, and every other column of the source is in `extra`. */
function pairColumns(sides: Sides, { notes, family, part, sourceColumns, targetColumns }: Pairing): Pick<Shape, 'cells' | 'references'> {
  const own = new Set([targetColumns[0]?.name, 'id', 'source', 'extra', 'attributes', ...(part ? [] : Object.keys(family.attributes?.columns ?? {}))]);
  const used = new Set([...(part ? [part.id, part.parent] : family.key), ...(notes.ignored ?? []), ...staging]);
  const cells: PairedCell[] = [];
  const references: Reference[] = [];
  for (const { name, type } of targetColumns) {
    if (own.has(name)) continue;
    const referred = columnNamed(targetColumns, `magento_${name}`);
    const base = name.replace(/^magento_/, '');
    const source = notes.renamed?.[base] ?? base;
    if (type === 'uuid') {
      if (!referred) throw new Error(`the oracle finds no magento_${name} beside ${part?.target ?? family.target}.${name}`);
      references.push({ name, source, to: notes.refers?.[name] ?? usualReferences[name] ?? unknownReference(part?.target ?? family.target, name) });
      continue;
    }
    used.add(source);
    const derived = notes.derived?.[name];
    cells.push(derived ? derivedCell(name, ofVersion(sides, derived), type) : pairedCell({ name, type, words: notes.words?.[name], source: columnNamed(sourceColumns, source), column: source }));
  }
  const unnamed = sourceColumns.filter(({ name }) => !used.has(name));
  if (columnNamed(targetColumns, 'extra')) cells.push(keptBeside(unnamed.length, cells));
  for (const { name, type } of unnamed) {
    cells.push({ name, source: sourceText(`t.${sourceName(name)}`, type, 'text'), target: likeSource(`t.extra ->> '${name}'`, type, 'text') });
  }
  return { cells: cells.map(({ name, source, target, sum }) => ({ name, source, target, sum })), references };
}

/** `extra` holds every column that has no other place, values that their own column cannot hold, and nothing else. */
function keptBeside(unnamed: number, cells: readonly PairedCell[]): Cell {
  const odd = cells.flatMap(({ kept }) => (kept ? [`(${kept.cell} IS NULL AND t.extra ? '${kept.column}')::integer`] : []));
  const entries = ['(SELECT count(*) FROM jsonb_object_keys(t.extra))', ...odd].join(' - ');
  return { name: 'extra', source: `'${unnamed}'`, target: `CASE WHEN t.extra IS NULL THEN '0' ELSE (${entries})::text END` };
}

const staging = ['row_id', 'created_in', 'updated_in'];

const unknownReference = (table: string, name: string): never => {
  throw new Error(`the oracle does not know what ${table}.${name} refers to`);
};

/** A query on a root with versions means the one in force. */
const ofVersion = (sides: Sides, sql: string): string => {
  const [, table, alias] = /FROM \{(\w+)\} (\w+) WHERE/.exec(sql) ?? [];
  return table && alias && isStaged(sides, table) ? `${sql} AND ${inForce(alias)}` : sql;
};

const derivedCell = (name: string, sql: string, type: string): Cell => ({ name, source: `CAST((${sql}) AS CHAR)`, target: targetText(`t.${targetName(name)}`, type) });

interface PairedCell extends Cell {
  /** Where the value stands when its column cannot hold it. */
  readonly kept?: { readonly cell: string; readonly column: string };
}

interface Paired {
  readonly name: string;
  readonly type: string;
  readonly column: string;
  readonly source: KnownColumn | undefined;
  readonly words: Readonly<Record<string, string>> | undefined;
}

/** A value that its column cannot hold stands in `extra`, and the column is NULL. */
function pairedCell({ name, type, words, source, column }: Paired): PairedCell {
  const cell = `t.${targetName(name)}`;
  if (!source) return { name, source: 'NULL', target: targetText(cell, type, words) };
  const text = likeSource(`COALESCE(${targetText(cell, type, words)}, t.extra ->> '${column}')`, source.type, type);
  const sum = type === 'numeric' ? { sum: { source: `t.${sourceName(column)}`, target: cell } } : {};
  return { name, source: sourceText(`t.${sourceName(column)}`, source.type, type), target: text, kept: { cell, column }, ...sum };
}
