import type { RowDataPacket } from 'mysql2';
import type { SourceCatalog } from '../../../entities/grammar/catalog';
import type { CompiledEntity, TablePlan } from '../../../entities/grammar/compile';
import { withSource, type SourcePool } from '../../../source/connect';

/** What the server says about a table without reading it. Rows are its estimate. */
export interface TableStats {
  readonly rows: number;
  readonly bytes: number;
  readonly engine: string;
}

/** Asks for sizes and engines of all tables of the shop at once. */
export async function readTableStats(pool: SourcePool, catalog: SourceCatalog): Promise<Map<string, TableStats>> {
  return withSource(pool, async (connection) => {
    // MySQL 8 would show sizes as old as a day.
    if (catalog.flavor === 'mysql') await connection.query('SET SESSION information_schema_stats_expiry = 0');
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT TABLE_NAME AS name, TABLE_ROWS AS n, DATA_LENGTH + INDEX_LENGTH AS bytes, ENGINE AS engine
         FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`);
    const own = rows.filter((row) => String(row.name).startsWith(catalog.prefix));
    return new Map(own.map((row) => [String(row.name).slice(catalog.prefix.length),
      { rows: Number(row.n ?? 0), bytes: Number(row.bytes ?? 0), engine: String(row.engine ?? '') }]));
  });
}

/** Every source table that an entity reads and that this shop has. */
export function tablesOf(compiled: CompiledEntity): string[] {
  const plans: readonly TablePlan[] = [compiled.root, ...compiled.children];
  const eav = (compiled.eav?.tables ?? []).filter((table) => table.present).map((table) => table.source);
  const along = plans.flatMap((plan) => plan.select.flatMap(({ lookup }) => (lookup ? [lookup.table] : [])));
  return [...new Set([...plans.filter((plan) => plan.present).map((plan) => plan.source), ...eav, ...along])];
}

/** Every mapped table of all entities, once. */
export const mappedTables = (entities: readonly CompiledEntity[]): string[] => [...new Set(entities.flatMap(tablesOf))];
