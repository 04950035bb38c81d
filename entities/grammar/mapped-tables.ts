import type { CompiledEntity, TablePlan } from './compile';
import type { Fields } from './definition';
import type { Place } from './effect';

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

/** The fields of a plan's table. */
export const fieldsOf = (compiled: CompiledEntity, plan: TablePlan): Fields =>
  plan === compiled.root ? compiled.definition.fields : (compiled.definition.children ?? [])[compiled.children.indexOf(plan)]!.fields;

/** Where the key in a source column stands in the target; `all` when it stands nowhere as a plain number or text. */
export function placeOf({ compiled, plan }: MappedTable, column: string): Place {
  if (!plan) return column === 'store_id' && compiled.storesTarget ? { table: compiled.storesTarget.name, column } : 'all';
  if (isRootKey(compiled, plan, column)) return 'itself';
  const name = idColumn(fieldsOf(compiled, plan), column);
  return name ? { table: plan.target.name, column: name } : 'all';
}

/** The root's own number: in its table, or in a row of its that names it without a table in between. */
function isRootKey(compiled: CompiledEntity, plan: TablePlan, column: string): boolean {
  if (compiled.keyColumns.length > 1) return false;
  return plan === compiled.root ? compiled.keyColumns[0] === column : plan.parent!.column === column && !plan.parent!.via;
}

function idColumn(fields: Fields, source: string): string | undefined {
  for (const [name, field] of Object.entries(fields)) {
    if (field.word === 'reference' && field.source === source) return `magento_${name}`;
    if (field.word === 'column' && field.source === source && (field.codec.fast === 'digits' || field.codec.fast === 'text')) return name;
  }
  return undefined;
}
