import type { SourceCatalog, SourceTable } from './grammar/catalog';
import type { CompiledEntity } from './grammar/compile';
import { fieldsOf, mappedTables, type MappedTable } from './grammar/mapped-tables';
import { hopsOf } from './grammar/table-plan';
import { knownTables } from './known-tables';

/** What becomes of one column. `unaccounted` must not happen; pre-flight fails on it. */
export interface CoveredColumn {
  readonly column: string;
  readonly how: 'key' | 'field' | 'extra' | 'ignored' | 'unaccounted';
  /** Target columns of a field. */
  readonly target?: readonly string[];
  /** Why it is ignored. */
  readonly reason?: string;
}

export interface CoveredTable {
  readonly table: string;
  readonly entity: string;
  readonly columns: readonly CoveredColumn[];
}

/** A table that no aggregate reads. Unknown ones that hold rows need somebody's word before a run starts. */
export interface UnmappedTable {
  readonly table: string;
  readonly kind: 'rebuilt' | 'known' | 'unknown';
  readonly reason: string;
}

export interface Coverage {
  readonly mapped: readonly CoveredTable[];
  readonly unmapped: readonly UnmappedTable[];
  /** Tables and columns that definitions require and the shop lacks. */
  readonly missing: readonly string[];
}

/** Accounts for every table of a shop, and for every column of the mapped ones. */
export function coverageOf(catalog: SourceCatalog, entities: readonly CompiledEntity[]): Coverage {
  const mapped = mappedTables(entities);
  const names = new Set(mapped.map((table) => table.source));
  return {
    mapped: mapped.map((table) => ({
      table: table.source,
      entity: table.compiled.definition.name,
      columns: catalog.tables.get(table.source)!.columns.map(({ name }) => (table.plan ? coverColumn(table, name) : coverValueColumn(table, name))),
    })),
    unmapped: [...catalog.tables.values()].filter((table) => !names.has(table.name)).map(classify),
    missing: entities.flatMap((compiled) => compiled.missing),
  };
}

function coverColumn({ compiled, plan }: MappedTable, column: string): CoveredColumn {
  const reason = plan!.ignored[column];
  if (reason !== undefined) return { column, how: 'ignored', reason };
  const fields = Object.entries(fieldsOf(compiled, plan!));
  const target = fields.flatMap(([name, field]) => {
    if (field.word === 'column' && field.source === column) return [name];
    return field.word === 'reference' && field.source === column ? [name, `magento_${name}`] : [];
  });
  if (target.length > 0) return { column, how: 'field', target };
  if (isKey({ compiled, source: plan!.source, plan }, column)) return { column, how: 'key', target: plan!.target.primaryKey.slice(0, 1) };
  return plan!.ops.some((op) => op.do === 'extra' && op.column === column) ? { column, how: 'extra', target: ['extra'] } : { column, how: 'unaccounted' };
}

function isKey({ compiled, plan }: MappedTable, column: string): boolean {
  if (plan === compiled.root) return compiled.keyColumns.includes(column);
  const parent = plan!.parent!;
  // A column that leads to a table in between is carried by a field of its own, or it would be lost.
  const leads = parent.column === column && hopsOf(parent).every((hop) => hop.inForce);
  return leads || plan!.ops.some((op) => op.do === 'childId' && op.column === column);
}

function coverValueColumn({ compiled }: MappedTable, column: string): CoveredColumn {
  if (column === 'value_id') return { column, how: 'ignored', reason: 'a number Magento draws; the value is found by attribute and store' };
  if (column === 'entity_type_id') return { column, how: 'ignored', reason: 'follows from the table' };
  if ([...compiled.keyColumns, 'row_id', 'attribute_id', 'store_id'].includes(column)) return { column, how: 'key' };
  return column === 'value' ? { column, how: 'field', target: ['attributes'] } : { column, how: 'unaccounted' };
}

function classify({ name, columns }: SourceTable): UnmappedTable {
  if (name.endsWith('_cl') && columns.some((column) => column.name === 'version_id')) {
    return { table: name, kind: 'rebuilt', reason: 'change list of an index' };
  }
  const found = knownTables.find((known) => known.names.test(name));
  return found ? { table: name, kind: found.kind, reason: found.reason } : { table: name, kind: 'unknown', reason: 'not a table of Magento that Banyan knows' };
}
