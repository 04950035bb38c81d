import type { ForeignKey, SourceCatalog } from './catalog';
import type { CompiledEntity, TablePlan } from './compile';
import type { Fields } from './definition';
import { attributePlaces, type Place } from './attribute-places';
import { indirectEffects } from './indirect-effects';
import { hopsOf } from './table-plan';

/**
 * A change of one row that changes rows of an aggregate without a trace in the log: a foreign key that cascades or sets
 * NULL, or a table whose values are read along. The aggregates that refer to the row are projected again.
 */
export interface Effect {
  readonly when: {
    readonly table: string;
    /** The column of the row whose value identifies it. */
    readonly column: string;
    readonly on: 'delete' | 'change';
    /** With `change`: the columns whose values are read along; a change of others has no effect. */
    readonly reads?: readonly string[];
  };
  readonly entity: string;
  /** Where in the target the row's id stands; `all` when nothing narrower is known. */
  readonly find: { readonly table: string; readonly column: string } | 'all';
  /** The roots found are deleted as well, unlogged: their own deletes have effects in turn. */
  readonly cascades?: { readonly table: string; readonly column: string };
  /** Of a deleted attribute, by its id: where values of it may stand. An id that is not among these needs `all`. */
  readonly narrow?: ReadonlyMap<number, readonly Place[]>;
}

/** A source table of an entity, as seen from a foreign key. */
export interface MappedTable {
  readonly compiled: CompiledEntity;
  readonly source: string;
  /** Absent for tables of EAV values. */
  readonly plan?: TablePlan;
}

/** Every mapped source table that the shop has. */
export function mappedTables(entities: readonly CompiledEntity[]): MappedTable[] {
  return entities.filter((compiled) => compiled.present).flatMap((compiled) => [
    ...[compiled.root, ...compiled.children].filter((plan) => plan.present).map((plan) => ({ compiled, source: plan.source, plan })),
    ...(compiled.eav?.tables ?? []).filter((table) => table.present).map((table) => ({ compiled, source: table.source })),
  ]);
}

/** All unlogged effects between the aggregates of a shop, from its own foreign keys. */
export function effectsOf(entities: readonly CompiledEntity[], catalog: SourceCatalog): Effect[] {
  const mapped = mappedTables(entities);
  const direct = mapped.flatMap((table) => foreignKeysOf(catalog, table.source).flatMap((key) => directEffect(table, key, catalog)));
  const indirect = indirectEffects(mapped, { catalog, direct });
  const lookups = mapped.flatMap(lookupEffects);
  const all = [...direct, ...indirect, ...lookups];
  return [...new Map(all.map((effect) => [JSON.stringify([effect.when, effect.entity, effect.find]), effect])).values()];
}

const foreignKeysOf = (catalog: SourceCatalog, table: string): readonly ForeignKey[] => catalog.tables.get(table)?.foreignKeys ?? [];

function directEffect(table: MappedTable, key: ForeignKey, catalog: SourceCatalog): Effect[] {
  if (key.onDelete !== 'CASCADE' && key.onDelete !== 'SET NULL') return [];
  if (isOwn(table, key)) return [];
  const { compiled, source } = table;
  const root = compiled.definition.root;
  const find = placeOf(table, key.column);
  return [{
    when: { table: key.table, column: key.references, on: 'delete' },
    entity: compiled.definition.name,
    find,
    ...(key.onDelete === 'CASCADE' && source === root ? { cascades: { table: root, column: compiled.keyColumns[0]! } } : {}),
    ...(!table.plan && key.column === 'attribute_id' ? { narrow: attributePlaces(compiled, catalog) } : {}),
  }];
}

/** A key inside an aggregate: its delete is logged and leads to the same root. */
function isOwn({ compiled, source, plan }: MappedTable, key: ForeignKey): boolean {
  const { definition, children } = compiled;
  if (children.some((child) => child.source === key.table)) return true;
  if (key.table !== definition.root || source === definition.root) return false;
  return !plan || (!plan.parent!.via && plan.parent!.column === key.column) || hopsOf(plan.parent!).some((hop) => hop.inForce && plan.parent!.column === key.column);
}

/** Where the value of a source column stands in the target. */
export function placeOf({ compiled, plan }: MappedTable, column: string): Effect['find'] {
  if (!plan) return column === 'store_id' && compiled.storesTarget ? { table: compiled.storesTarget.name, column } : 'all';
  const name = targetColumn(fieldsOf(compiled, plan), column);
  return name ? { table: plan.target.name, column: name } : 'all';
}

/** The fields of a plan's table. */
export const fieldsOf = (compiled: CompiledEntity, plan: TablePlan): Fields =>
  plan === compiled.root ? compiled.definition.fields : (compiled.definition.children ?? [])[compiled.children.indexOf(plan)]!.fields;

function targetColumn(fields: Fields, source: string): string | undefined {
  for (const [name, field] of Object.entries(fields)) {
    if (field.word === 'reference' && field.source === source) return `magento_${name}`;
    // Only a plain number can be compared with the id of a deleted row.
    if (field.word === 'column' && field.source === source && field.codec.fast === 'digits') return name;
  }
  return undefined;
}

function lookupEffects(table: MappedTable): Effect[] {
  const lookups = table.plan?.select.flatMap(({ column, lookup }) => (lookup ? [{ take: column, ...lookup }] : [])) ?? [];
  const byPath = new Map<string, typeof lookups>();
  for (const lookup of lookups) byPath.set(`${lookup.table}.${lookup.on}`, [...(byPath.get(`${lookup.table}.${lookup.on}`) ?? []), lookup]);
  return [...byPath.values()].map((group): Effect => ({
    when: { table: group[0]!.table, column: group[0]!.key, on: 'change', reads: group.map((lookup) => lookup.take) },
    entity: table.compiled.definition.name,
    find: placeOf(table, group[0]!.on),
  }));
}
