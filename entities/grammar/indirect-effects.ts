import type { SourceCatalog } from './catalog';
import type { Effect } from './effect';
import { fieldsOf, type MappedTable } from './mapped-tables';

interface Known {
  readonly catalog: SourceCatalog;
  readonly direct: readonly Effect[];
}

/**
 * Effects that travel over rows which no delete of a root stands for: over tables nobody maps, and over the children of
 * the deleted root itself. Over other roots they travel by {@link Effect.cascades}.
 */
export function indirectEffects(mapped: readonly MappedTable[], known: Known): Effect[] {
  const roots = new Set(mapped.map((table) => table.compiled.definition.root));
  const effects = new Map<string, Effect>();
  for (const parent of known.catalog.tables.keys()) {
    for (const between of unloggedDeletes(parent, roots, known.catalog)) {
      for (const table of mapped) {
        const effect = effectOver(table, { parent, between }, known);
        if (effect) effects.set(`${parent} ${effect.entity}`, effect);
      }
    }
  }
  return [...effects.values()];
}

/** Tables, other than roots, that lose rows when a row of `parent` is deleted. */
function unloggedDeletes(parent: string, roots: ReadonlySet<string>, catalog: SourceCatalog): Set<string> {
  const found = new Set<string>();
  const queue = [parent];
  for (let table = queue.pop(); table !== undefined; table = queue.pop()) {
    for (const child of cascadesFrom(table, catalog)) {
      if (child === parent || roots.has(child) || found.has(child)) continue;
      found.add(child);
      queue.push(child);
    }
  }
  return found;
}

const cascadesFrom = (table: string, catalog: SourceCatalog): string[] =>
  [...catalog.tables.values()].filter((child) => child.foreignKeys.some((key) => key.table === table && key.onDelete === 'CASCADE')).map((child) => child.name);

function effectOver(table: MappedTable, { parent, between }: { parent: string; between: string }, { catalog, direct }: Known): Effect | undefined {
  const { compiled, source } = table;
  const own = new Set([compiled.definition.root, ...compiled.children.map((plan) => plan.source)]);
  if (own.has(between) || source === between) return undefined;
  const keys = catalog.tables.get(source)!.foreignKeys;
  const reached = keys.some((key) => key.table === between && (key.onDelete === 'CASCADE' || key.onDelete === 'SET NULL'));
  if (!reached || keys.some((key) => key.table === parent)) return undefined;
  if (direct.some((effect) => effect.when.table === parent && effect.entity === compiled.definition.name)) return undefined;
  const column = catalog.tables.get(parent)!.primaryKey[0];
  if (column === undefined) return undefined;
  return { when: { table: parent, column, on: 'delete' }, entity: compiled.definition.name, find: namedPlace(table, parent) };
}

/** The row may name the deleted one itself, though no foreign key says so: a vote its scale. */
function namedPlace({ compiled, plan }: MappedTable, parent: string): Effect['find'] {
  if (!plan) return 'all';
  const named = Object.entries(fieldsOf(compiled, plan)).find(([, field]) => field.word === 'reference' && field.entity === parent);
  return named ? { table: plan.target.name, column: `magento_${named[0]}` } : 'all';
}
