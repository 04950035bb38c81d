import { columnsOf, isStaged, type ForeignKey, type SourceCatalog } from './catalog';
import type { ChildTable, EntityDefinition, Hop, ParentPath } from './definition';

interface PathInput {
  readonly child: ChildTable;
  readonly definition: EntityDefinition;
  readonly catalog: SourceCatalog;
}

/**
 * How the rows of a child find their root in this shop. Where Adobe Commerce stages the root, its children refer to a
 * version (`row_id`), and the version in force leads on to the root's key. A child that names its version itself goes by
 * that, whatever lies in between: versions of a bundle share the numbers of their options.
 */
export function parentPath({ child, definition, catalog }: PathInput): ParentPath {
  if (!isStaged(catalog, definition.root)) return child.parent;
  const version: Hop = { table: definition.root, key: 'row_id', column: String(definition.key), inForce: true };
  const step = stagedStep({ table: child.source, column: child.parent.column }, { definition, catalog });
  if (!child.parent.via) return step.staged ? { column: step.column, via: version } : child.parent;
  const own = versionKeys(catalog, child.source, definition.root)[0];
  if (own) return { column: own.column, via: version };
  return { column: child.parent.column, via: stagedHop(child.parent.via, { definition, catalog, version }) };
}

interface Staging {
  readonly definition: EntityDefinition;
  readonly catalog: SourceCatalog;
}

function stagedHop(hop: Hop, staging: Staging & { version: Hop }): Hop {
  if (hop.via) return { ...hop, via: stagedHop(hop.via, staging) };
  const step = stagedStep({ table: hop.table, column: hop.column }, staging);
  return step.staged ? { ...hop, column: step.column, via: staging.version } : hop;
}

/** Whether a column that leads to the root holds its `row_id`, by its foreign key or because it was renamed to that. */
function stagedStep({ table, column }: { table: string; column: string }, { definition, catalog }: Staging): { column: string; staged: boolean } {
  const has = columnsOf(catalog, table);
  if (!has.includes(column) && has.includes('row_id')) return { column: 'row_id', staged: true };
  return { column, staged: versionKeys(catalog, table, definition.root).some((key) => key.column === column) };
}

const versionKeys = (catalog: SourceCatalog, table: string, root: string): readonly ForeignKey[] =>
  (catalog.tables.get(table)?.foreignKeys ?? []).filter((key) => key.table === root && key.references === 'row_id');
