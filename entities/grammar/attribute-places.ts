import type { SourceCatalog } from './catalog';
import type { CompiledEntity, NamedAttribute } from './compile';
import type { TargetTable } from './target-table';

/** A column of the target that holds values of an attribute; with `key`, a key of its JSON. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly key?: string;
}

/** Where values of each attribute of a shop may stand in an entity's tables. Attributes of other entities: nowhere. */
export function attributePlaces(compiled: CompiledEntity, catalog: SourceCatalog): Map<number, Place[]> {
  const { eav, root, storesTarget } = compiled;
  const own = new Set((catalog.attributes.get(compiled.definition.eav!) ?? []).map((attribute) => attribute.id));
  const everywhere = [...catalog.attributes.values()].flat();
  return new Map(everywhere.map(({ id, code }) => [
    id,
    own.has(id) ? [...placesIn(root.target, eav!.root, { id, code }), ...(storesTarget ? placesIn(storesTarget, eav!.stores, { id, code }) : [])] : [],
  ]));
}

/** A named attribute's odd and NULL values stand in `attributes` too. */
function placesIn(target: TargetTable, named: readonly NamedAttribute[], { id, code }: { id: number; code: string }): Place[] {
  const column = named.find((attribute) => attribute.id === id)?.column;
  return [...(column ? [{ table: target.name, column }] : []), { table: target.name, column: 'attributes', key: code }];
}
