import { columnsOf, isBinary, isStaged, type SourceCatalog, type SourceColumn } from './catalog';
import type { Codec } from './codec';
import { blobText } from './codecs';
import type { ChildTable, EntityDefinition, Field, Hop, ParentPath } from './definition';
import type { IdSpace } from './derive-ids';
import { parentPath } from './parent-path';
import { orderedFields, type TargetTable } from './target-table';

/** What to write for one column of the target, given the next cell of the row; `absent` consumes no cell. */
export type Op =
  | { readonly do: 'childId'; readonly space: IdSpace; readonly column: string }
  | { readonly do: 'value'; readonly codec: Codec; readonly column: string; readonly derived: boolean }
  | { readonly do: 'reference'; readonly space: IdSpace; readonly column: string }
  | { readonly do: 'absent'; readonly cells: number }
  /** `binary` cells are no text: they are kept in PostgreSQL's hex form. */
  | { readonly do: 'extra'; readonly column: string; readonly binary: boolean };

/** A column of the SELECT: of the row itself, or of a table read along. */
export interface SelectColumn {
  readonly column: string;
  readonly lookup?: {
    readonly table: string;
    readonly key: string;
    readonly on: string;
    /** The table is staged: only the row in force counts. */
    readonly inForce: boolean;
  };
}

/** How one source table is read and written. The first `keyCells` cells of each row are the root's key. */
export interface TablePlan {
  readonly source: string;
  readonly present: boolean;
  /** Every shop must have the table: without it the entity cannot be read. */
  readonly needed: boolean;
  readonly target: TargetTable;
  readonly select: readonly SelectColumn[];
  readonly ops: readonly Op[];
  /** Absent for the root table itself. */
  readonly parent?: ParentPath;
  /** Source columns that order the rows of one root. */
  readonly orderBy: readonly string[];
  readonly ignored: Readonly<Record<string, string>>;
}

/** Whatever is referred to has a plain key; packed keys belong to rows that only refer. */
const spaceOf = (entity: string): IdSpace => ({ entity, wide: false });

const stagingColumns = { row_id: 'content staging', created_in: 'content staging', updated_in: 'content staging' };

interface RootInput {
  readonly definition: EntityDefinition;
  readonly catalog: SourceCatalog;
  readonly target: TargetTable;
  readonly missing: string[];
}

/** How the root's own table is read. Names of columns that the shop lacks are added to `missing`. */
export function rootPlan({ definition, catalog, target, missing }: RootInput): TablePlan {
  const key = typeof definition.key === 'string' ? [definition.key] : definition.key;
  const has = catalog.tables.get(definition.root)?.columns ?? [];
  const named = orderedFields(definition.fields).row;
  const ignored = { ...definition.ignored, ...(isStaged(catalog, definition.root) ? stagingColumns : {}) };
  const cells = cellOps(named, { table: definition.root, has, missing: has.length ? missing : [], catalog });
  const rest = unnamed({ has, taken: [...key, ...sourcesOf(named), ...Object.keys(ignored)] });
  return {
    source: definition.root,
    present: has.length > 0,
    needed: !definition.optional,
    target,
    select: [...key.map((column) => ({ column })), ...cells.select, ...rest.select],
    ops: [...cells.ops, ...rest.ops],
    orderBy: [],
    ignored,
  };
}

interface ChildInput extends RootInput {
  readonly child: ChildTable;
}

/** How a child's table is read; the cells of its root's key come first and are not part of the plan. */
export function childPlan({ child, definition, catalog, target, missing }: ChildInput): TablePlan {
  const has = catalog.tables.get(child.source)?.columns ?? [];
  const named = Object.entries(child.fields);
  if (has.length === 0 && !child.optional) missing.push(child.source);
  const ids = 'id' in child.key ? [child.key.id] : [];
  const parent = parentPath({ child, definition, catalog });
  const cells = cellOps(named, { table: child.source, has, missing: has.length ? missing : [], catalog });
  const rest = unnamed({ has, taken: [...ids, parent.column, ...sourcesOf(named), ...Object.keys(child.ignored ?? {})] });
  return {
    source: child.source,
    present: has.length > 0,
    needed: !child.optional,
    target,
    parent,
    select: [...ids.map((column) => ({ column })), ...cells.select, ...rest.select],
    ops: [
      ...('id' in child.key ? [{ do: 'childId', space: spaceOf(child.key.entity), column: child.key.id } as const] : []),
      ...cells.ops,
      ...rest.ops,
    ],
    orderBy: 'id' in child.key ? [child.key.id] : child.key.columns.map((name) => sourceOf(child.fields[name]!)),
    ignored: child.ignored ?? {},
  };
}

const sourceOf = (field: Field): string => {
  if (field.word === 'column' || field.word === 'reference') return field.source;
  throw new Error('a key column must be a plain column');
};

const sourcesOf = (fields: readonly (readonly [string, Field])[]): string[] =>
  fields.flatMap(([, field]) => (field.word === 'column' || field.word === 'reference' ? [field.source] : []));

interface Cells {
  readonly select: SelectColumn[];
  readonly ops: Op[];
}

/** Columns that nobody named go to `extra`. */
function unnamed({ has, taken }: { has: readonly SourceColumn[]; taken: readonly string[] }): Cells {
  const rest = has.filter((column) => !taken.includes(column.name));
  return {
    select: rest.map(({ name }) => ({ column: name })),
    ops: rest.map((column) => ({ do: 'extra', column: column.name, binary: isBinary(column) })),
  };
}

interface CellSource {
  readonly table: string;
  readonly has: readonly SourceColumn[];
  readonly missing: string[];
  readonly catalog: SourceCatalog;
}

function cellOps(fields: readonly (readonly [string, Field])[], source: CellSource): Cells {
  const select: SelectColumn[] = [];
  const ops: Op[] = [];
  for (const [, field] of fields) {
    if (field.word === 'attribute') continue;
    const column = field.word === 'lookup' ? field.take : field.source;
    const at = field.word === 'lookup' ? field.on : field.source;
    const found = source.has.find((candidate) => candidate.name === at);
    const readable = found && (field.word !== 'lookup' || columnsOf(source.catalog, field.table).includes(field.take));
    if (!readable) {
      if (field.word === 'lookup' || !field.optional) source.missing.push(`${source.table}.${at}`);
      ops.push({ do: 'absent', cells: field.word === 'reference' ? 2 : 1 });
      continue;
    }
    if (field.word === 'lookup') {
      const inForce = isStaged(source.catalog, field.table);
      select.push({ column, lookup: { table: field.table, key: field.key, on: field.on, inForce } });
    } else select.push({ column });
    if (field.word === 'reference') ops.push({ do: 'reference', space: spaceOf(field.entity), column });
    else ops.push({ do: 'value', codec: codecFor(field.codec, found), column, derived: field.word === 'lookup' });
  }
  return { select, ops };
}

/** Text that some version keeps in a blob comes as bytes, which may not be UTF-8. */
const codecFor = (codec: Codec, column: SourceColumn): Codec => (codec.fast === 'text' && isBinary(column) ? blobText : codec);

/** The tables a child row passes on its way to its root. */
export function hopsOf(path: ParentPath): Hop[] {
  const hops: Hop[] = [];
  for (let hop = path.via; hop; hop = hop.via) hops.push(hop);
  return hops;
}
