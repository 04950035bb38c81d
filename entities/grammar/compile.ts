import { columnsOf, eavBackends, isStaged, type Attribute, type SourceCatalog } from './catalog';
import type { Codec } from './codec';
import type { ChildTable, EntityDefinition, Field, ParentPath } from './definition';
import type { IdSpace } from './derive-ids';
import { isWide, orderedFields, targetTables, type TargetTable } from './target-table';

/** What to write for one column of the target, given the next cell of the row; `absent` consumes no cell. */
export type Op =
  | { readonly do: 'childId'; readonly space: IdSpace; readonly column: string }
  | { readonly do: 'value'; readonly codec: Codec; readonly column: string; readonly derived: boolean }
  | { readonly do: 'reference'; readonly space: IdSpace; readonly column: string }
  | { readonly do: 'absent'; readonly cells: number }
  | { readonly do: 'extra'; readonly column: string };

/** A column of the SELECT: of the row itself, or of a table read along. */
export interface SelectColumn {
  readonly column: string;
  readonly lookup?: { readonly table: string; readonly key: string; readonly on: string };
}

/** How one source table is read and written. The first `keyCells` cells of each row are the root's key. */
export interface TablePlan {
  readonly source: string;
  readonly present: boolean;
  readonly target: TargetTable;
  readonly select: readonly SelectColumn[];
  readonly ops: readonly Op[];
  /** Absent for the root table itself. */
  readonly parent?: ParentPath;
  /** Source columns that order the rows of one root. */
  readonly orderBy: readonly string[];
  readonly ignored: Readonly<Record<string, string>>;
}

/** An attribute at one place: where its value goes, and its rank among the keys of `attributes`. */
export interface AttributeSlot {
  readonly id: number;
  readonly code: string;
  readonly backend: string;
}

export interface EavPlan {
  readonly tables: readonly { readonly source: string; readonly backend: string; readonly present: boolean }[];
  readonly scoped: boolean;
  readonly slots: ReadonlyMap<number, AttributeSlot>;
  /** Named attributes of the root row, in target order; `id` is undefined where the shop lacks the attribute. */
  readonly root: readonly NamedAttribute[];
  readonly stores: readonly NamedAttribute[];
}

export interface NamedAttribute {
  readonly column: string;
  readonly id: number | undefined;
  readonly codec: Codec;
}

/** A definition made concrete for one shop. */
export interface CompiledEntity {
  readonly definition: EntityDefinition;
  readonly space: IdSpace;
  readonly keyColumns: readonly string[];
  readonly staged: boolean;
  readonly present: boolean;
  readonly root: TablePlan;
  readonly children: readonly TablePlan[];
  readonly eav?: EavPlan;
  readonly storesTarget?: TargetTable;
  readonly targets: readonly TargetTable[];
  /** Mapped columns that the shop lacks and that are not optional; pre-flight fails on any. */
  readonly missing: readonly string[];
}

/** Whatever is referred to has a plain key; packed keys belong to rows that only refer. */
const spaceOf = (entity: string): IdSpace => ({ entity, wide: false });

/** Resolves a definition against a shop's catalog: columns it has, attributes by code, columns nobody named. */
export function compileEntity(definition: EntityDefinition, catalog: SourceCatalog): CompiledEntity {
  const targets = targetTables(definition);
  const keyColumns = typeof definition.key === 'string' ? [definition.key] : definition.key;
  const missing: string[] = [];
  const staged = isStaged(catalog, definition.root);
  const present = catalog.tables.has(definition.root);
  if (!present && !definition.optional) missing.push(definition.root);
  const childTargets = targets.slice(definition.stores ? 2 : 1);
  return {
    definition,
    space: { entity: definition.name, wide: isWide(definition) },
    keyColumns,
    staged,
    present,
    root: rootPlan({ definition, catalog, target: targets[0]!, missing }),
    children: (definition.children ?? []).map((child, index) => childPlan({ child, catalog, target: childTargets[index]!, missing })),
    eav: definition.eav ? eavPlan(definition, catalog) : undefined,
    storesTarget: definition.stores ? targets[1] : undefined,
    targets,
    missing,
  };
}

interface RootPlanInput { definition: EntityDefinition; catalog: SourceCatalog; target: TargetTable; missing: string[] }

function rootPlan({ definition, catalog, target, missing }: RootPlanInput): TablePlan {
  const key = typeof definition.key === 'string' ? [definition.key] : definition.key;
  const has = columnsOf(catalog, definition.root);
  const named = orderedFields(definition.fields).row;
  const ignored = { ...definition.ignored, ...(isStaged(catalog, definition.root) ? stagingColumns : {}) };
  const cells = cellOps(named, { table: definition.root, has, missing });
  const rest = unnamed({ has, taken: [...key, ...sourcesOf(named), ...Object.keys(ignored)] });
  return {
    source: definition.root,
    present: has.length > 0,
    target,
    select: [...key.map((column) => ({ column })), ...cells.select, ...rest.map((column) => ({ column }))],
    ops: [...cells.ops, ...rest.map((column): Op => ({ do: 'extra', column }))],
    orderBy: [],
    ignored,
  };
}

const stagingColumns = { row_id: 'content staging', created_in: 'content staging', updated_in: 'content staging' };

interface ChildPlanInput { child: ChildTable; catalog: SourceCatalog; target: TargetTable; missing: string[] }

function childPlan({ child, catalog, target, missing }: ChildPlanInput): TablePlan {
  const has = columnsOf(catalog, child.source);
  const named = Object.entries(child.fields);
  if (has.length === 0 && !child.optional) missing.push(child.source);
  const ids = 'id' in child.key ? [child.key.id] : [];
  const cells = cellOps(named, { table: child.source, has, missing: has.length ? missing : [] });
  const rest = unnamed({ has, taken: [...ids, child.parent.column, ...sourcesOf(named), ...Object.keys(child.ignored ?? {})] });
  return {
    source: child.source,
    present: has.length > 0,
    target,
    parent: child.parent,
    select: [...ids.map((column) => ({ column })), ...cells.select, ...rest.map((column) => ({ column }))],
    ops: [
      ...('id' in child.key ? [{ do: 'childId', space: spaceOf(child.key.entity), column: child.key.id } as const] : []),
      ...cells.ops,
      ...rest.map((column): Op => ({ do: 'extra', column })),
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

const unnamed = ({ has, taken }: { has: readonly string[]; taken: readonly string[] }): string[] =>
  has.filter((column) => !taken.includes(column));

function cellOps(fields: readonly (readonly [string, Field])[], source: { table: string; has: readonly string[]; missing: string[] }) {
  const select: SelectColumn[] = [];
  const ops: Op[] = [];
  for (const [name, field] of fields) {
    if (field.word === 'attribute') continue;
    const column = field.word === 'lookup' ? field.take : field.source;
    const at = field.word === 'lookup' ? field.on : field.source;
    if (!source.has.includes(at)) {
      if (field.word === 'lookup' || !field.optional) source.missing.push(`${source.table}.${at}`);
      ops.push({ do: 'absent', cells: field.word === 'reference' ? 2 : 1 });
      continue;
    }
    select.push(field.word === 'lookup' ? { column, lookup: { table: field.table, key: field.key, on: field.on } } : { column });
    if (field.word === 'reference') ops.push({ do: 'reference', space: spaceOf(field.entity), column });
    else ops.push({ do: 'value', codec: field.codec, column, derived: field.word === 'lookup' });
  }
  return { select, ops };
}

function eavPlan(definition: EntityDefinition, catalog: SourceCatalog): EavPlan {
  const attributes = catalog.attributes.get(definition.eav!) ?? [];
  const byCode = new Map(attributes.map((attribute) => [attribute.code, attribute]));
  const tables = eavBackends.map((backend) => {
    const source = `${definition.root}_${backend}`;
    return { source, backend, present: catalog.tables.has(source) };
  });
  return {
    tables,
    scoped: tables.some((table) => columnsOf(catalog, table.source).includes('store_id')),
    slots: new Map(attributes.map((attribute) => [attribute.id, attribute])),
    root: namedAttributes(orderedFields(definition.fields).eav, byCode),
    stores: namedAttributes(Object.entries(definition.stores?.fields ?? {}), byCode),
  };
}

function namedAttributes(fields: readonly (readonly [string, Field])[], byCode: ReadonlyMap<string, Attribute>): NamedAttribute[] {
  return fields.flatMap(([column, field]) => {
    if (field.word !== 'attribute') return [];
    const found = byCode.get(field.code);
    return [{ column, id: found && found.backend !== 'static' ? found.id : undefined, codec: field.codec }];
  });
}
