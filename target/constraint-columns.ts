import type { TargetClient } from './connect';

const columnsOf = `
  SELECT coalesce(string_agg(part.attname::text, '+' ORDER BY part.attnum), '') AS columns
    FROM pg_constraint demand
    JOIN pg_class held ON held.oid = demand.conrelid JOIN pg_namespace space ON space.oid = held.relnamespace
    JOIN pg_attribute part ON part.attrelid = held.oid AND part.attnum = ANY (demand.conkey)
   WHERE space.nspname = $1 AND held.relname = $2 AND demand.conname = $3`;

/** The columns that a constraint is about, joined by `+`; empty when it is gone, or about none. */
export async function constraintColumns(client: TargetClient, of: { schema: string; table: string; constraint: string }): Promise<string> {
  return (await client.query<{ columns: string }>(columnsOf, [of.schema, of.table, of.constraint])).rows[0]!.columns;
}
