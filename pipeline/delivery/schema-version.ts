import { createHash } from 'node:crypto';
import { eventVersion } from '../../contracts/change-event';
import type { TargetTable } from '../../entities/grammar/target-table';

/** Name of a table in an event. */
export const tableInEvent = (table: TargetTable): string => `${table.schema}.${table.name}`;

/** The version that an entity's events carry: another one means other columns, or the same in another order. */
export function schemaVersionOf(tables: readonly TargetTable[]): string {
  const shape = tables.map((table) => [tableInEvent(table), ...table.columns.map((column) => `${column.name} ${column.type}`)]);
  return `${eventVersion}.${createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 8)}`;
}
