import type { ForeignKey, SourceCatalog } from './catalog';
import type { CompiledEntity } from './compile';
import type { Effect } from './effect';
import { indirectEffects } from './indirect-effects';
import { mappedTables, placeOf, type MappedTable } from './mapped-tables';
import { hopsOf } from './table-plan';

export type { Effect } from './effect';

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

const isText = (catalog: SourceCatalog, key: ForeignKey): boolean =>
  (catalog.tables.get(key.table)?.columns.find((column) => column.name === key.references)?.charset ?? null) !== null;

function directEffect(table: MappedTable, key: ForeignKey, catalog: SourceCatalog): Effect[] {
  if (key.onDelete !== 'CASCADE' && key.onDelete !== 'SET NULL') return [];
  if (isOwn(table, key)) return [];
  const { compiled, source } = table;
  const root = compiled.definition.root;
  const find = placeOf(table, key.column);
  return [{
    when: { table: key.table, column: key.references, ...(isText(catalog, key) ? { text: true as const } : {}), on: 'delete' },
    entity: compiled.definition.name,
    find,
    ...(key.onDelete === 'CASCADE' && source === root ? { cascades: { table: root, column: compiled.keyColumns[0]! } } : {}),
    ...(!table.plan && key.column === 'attribute_id' ? { byCode: true as const } : {}),
  }];
}

/** A key inside an aggregate: its delete is logged and leads to the same root. */
function isOwn({ compiled, source, plan }: MappedTable, key: ForeignKey): boolean {
  const { definition, children } = compiled;
  if (children.some((child) => child.source === key.table)) return true;
  if (key.table !== definition.root || source === definition.root) return false;
  return !plan || (!plan.parent!.via && plan.parent!.column === key.column) || hopsOf(plan.parent!).some((hop) => hop.inForce && plan.parent!.column === key.column);
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
