import { columnsOf, eavBackends, isStaged, type Attribute, type SourceCatalog } from './catalog';
import type { Codec } from './codec';
import type { EntityDefinition, Field } from './definition';
import type { IdSpace } from './derive-ids';
import { childPlan, rootPlan, type TablePlan } from './table-plan';
import { isWide, orderedFields, targetTables, type TargetTable } from './target-table';

export type { Op, SelectColumn, TablePlan } from './table-plan';

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
    children: (definition.children ?? []).map((child, index) => childPlan({ child, definition, catalog, target: childTargets[index]!, missing })),
    eav: definition.eav ? eavPlan(definition, catalog) : undefined,
    storesTarget: definition.stores ? targets[1] : undefined,
    targets,
    missing,
  };
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
