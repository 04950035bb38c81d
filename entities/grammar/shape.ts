import type { SourceCatalog } from './catalog';
import type { CompiledEntity, TablePlan } from './compile';

/** What becomes of a column: read into fields or keys, carried in `extra`, or left out with a reason. */
export type ColumnUse = 'mapped' | 'extra' | 'ignored';

/** A source table of one entity: type and use of each column. Absent in {@link EntityShape} when the shop lacks it. */
export type TableShape = Readonly<Record<string, { readonly type: string; readonly use: ColumnUse }>>;

/** Everything about the shop that an entity's mapping rests on. Plain data, so that it can be kept and compared later. */
export interface EntityShape {
  readonly tables: Readonly<Record<string, TableShape>>;
  /** Attributes of its type by id. */
  readonly attributes: Readonly<Record<string, { readonly code: string; readonly backend: string }>>;
  /** Required tables and columns that the shop lacks. */
  readonly missing: readonly string[];
}

/** By entity. */
export type Shape = Readonly<Record<string, EntityShape>>;

/** The shape of a shop as its entities see it. */
export const shapeOf = (entities: readonly CompiledEntity[], catalog: SourceCatalog): Shape =>
  Object.fromEntries(entities.map((compiled) => [compiled.definition.name, entityShape(compiled, catalog)]));

function entityShape(compiled: CompiledEntity, catalog: SourceCatalog): EntityShape {
  const { definition, eav } = compiled;
  const plans = [compiled.root, ...compiled.children];
  const tables = [
    ...plans.map((plan) => [plan.source, tableShape(catalog, plan.source, (column) => useOf(plan, column))] as const),
    ...(eav?.tables ?? []).map(({ source }) => [source, tableShape(catalog, source, () => 'mapped')] as const),
  ];
  const attributes = definition.eav ? (catalog.attributes.get(definition.eav) ?? []) : [];
  return {
    tables: Object.fromEntries(tables.filter(([, shape]) => Object.keys(shape).length > 0)),
    attributes: Object.fromEntries(attributes.map(({ id, code, backend }) => [id, { code, backend }])),
    missing: compiled.missing,
  };
}

const tableShape = (catalog: SourceCatalog, table: string, use: (column: string) => ColumnUse): TableShape =>
  Object.fromEntries((catalog.tables.get(table)?.columns ?? []).map(({ name, type }) => [name, { type, use: use(name) }]));

function useOf(plan: TablePlan, column: string): ColumnUse {
  if (plan.ignored[column] !== undefined) return 'ignored';
  return plan.ops.some((op) => op.do === 'extra' && op.column === column) ? 'extra' : 'mapped';
}
