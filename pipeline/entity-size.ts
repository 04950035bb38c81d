import type { CompiledEntity } from '../entities/grammar/compile';
import type { TableStats } from './assess/source/table-stats';

/** How large an entity is in the source, by the server's own estimates. */
export interface EntitySize {
  readonly aggregates: number;
  /** Of all its tables, the root's among them. */
  readonly rows: number;
  readonly bytes: number;
}

/** Sums up the tables whose rows an entity carries over; those that are only looked up are not its own. */
export function sizeOf(compiled: CompiledEntity, stats: ReadonlyMap<string, TableStats>): EntitySize {
  const plans = [compiled.root, ...compiled.children].filter((plan) => plan.present).map((plan) => plan.source);
  const values = (compiled.eav?.tables ?? []).map((table) => table.source);
  const tables = [...new Set([...plans, ...values])].map((table) => stats.get(table));
  const sum = (of: 'bytes' | 'rows'): number => tables.reduce((total, table) => total + (table?.[of] ?? 0), 0);
  return { aggregates: compiled.present ? stats.get(compiled.definition.root)?.rows ?? 0 : 0, rows: sum('rows'), bytes: sum('bytes') };
}
