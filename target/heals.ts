import type { TargetTable } from '../entities/grammar/target-table';
import { quoteIdent, type TargetClient } from './connect';
import { tableName } from './copy-in';

/** A deleted (or, for tables that are read along, changed) row of the source, whose effects on others the log does not show. */
export interface Heal {
  readonly table: string;
  readonly column: string;
  /** The value of the column: a number, or a text where the source's key is one. */
  readonly id: number | string;
  /** Of an attribute its code, under which values are kept. */
  readonly name?: string;
}

/** Stands for a table: whatever came to all rows of an entity without row events. */
const wholeTable = '(whole entity)';

/** A heal of all that an entity has. */
export const wholeEntity = (entity: string): Heal => ({ table: wholeTable, column: entity, id: 0 });

/** Remembers heals, stamped with this transaction: they are final once every transaction that ran beside it has ended. */
export async function noteHeals(client: TargetClient, heals: readonly Heal[]): Promise<void> {
  if (heals.length === 0) return;
  await client.query(
    `INSERT INTO banyan.heals (source_table, source_column, magento_id, text_key, name)
     SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[])`,
    [heals.map((heal) => heal.table), heals.map((heal) => heal.column), heals.map(({ id }) => (typeof id === 'number' ? id : null)),
      heals.map(({ id }) => (typeof id === 'string' ? id : null)), heals.map((heal) => heal.name ?? null)]);
}

/** The newest heal that waits; 0 when none does. */
export async function newestHeal(client: TargetClient): Promise<number> {
  return (await client.query<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM banyan.heals')).rows[0]!.id;
}

const isFinal = 'recorded_by < pg_snapshot_xmin(pg_current_snapshot()) AND ($1::bigint IS NULL OR id <= $1)';

/** A heal that waits, by its number. */
export interface NotedHeal extends Heal {
  readonly number: number;
}

/**
 * The heals whose time has come: no load that ran when they were recorded is still running.
 * @param upTo the newest one to take, where loads are under way that this database does not know of; all when not given.
 */
export async function readFinalHeals(client: TargetClient, upTo?: number): Promise<NotedHeal[]> {
  const result = await client.query<Omit<NotedHeal, 'id'> & { magentoId: number | null; text: string | null }>(
    `SELECT id AS number, source_table AS table, source_column AS column, magento_id AS "magentoId", text_key AS text, name FROM banyan.heals
      WHERE ${isFinal} AND source_table <> $2 ORDER BY id`, [upTo ?? null, wholeTable]);
  return result.rows.map(({ magentoId, text, ...heal }) => ({ ...heal, id: magentoId ?? text! }));
}

/** Forgets heals, once everything they imply is noted. */
export async function forgetHeals(client: TargetClient, heals: readonly NotedHeal[]): Promise<void> {
  if (heals.length > 0) await client.query('DELETE FROM banyan.heals WHERE id = ANY($1::bigint[])', [heals.map(({ number }) => number)]);
}

/** Takes the heals of whole entities whose time has come. @returns the entities, in the order in which keys are locked. */
export async function takeFinalWhole(client: TargetClient, upTo?: number): Promise<string[]> {
  const result = await client.query<{ entity: string }>(
    `DELETE FROM banyan.heals WHERE ${isFinal} AND source_table = $2 RETURNING source_column AS entity`, [upTo ?? null, wholeTable]);
  return [...new Set(result.rows.map(({ entity }) => entity))].sort();
}

/** Keys of the aggregates whose rows carry one of some ids in a column, or one of some texts, letter by letter. */
export async function findReferring(client: TargetClient, find: { entity: string; table: TargetTable; column: string } & ({ ids: readonly number[] } | { texts: readonly string[] })): Promise<number[]> {
  const [type, values] = 'ids' in find ? ['bigint', find.ids] : ['text', find.texts];
  const result = await client.query<{ key: number }>(
    `SELECT DISTINCT map.magento_id AS key FROM ${tableName(find.table)} held
       JOIN banyan.magento_id_map map ON map.new_uuid = held.${quoteIdent(find.table.rootColumn)}
      WHERE map.entity_type = $1 AND held.${quoteIdent(find.column)} = ANY($2::${type}[])`, [find.entity, values]);
  return result.rows.map((row) => row.key);
}

/** The distinct texts that the rows of an entity carry in a column. */
export async function heldTexts(client: TargetClient, find: { table: TargetTable; column: string }): Promise<string[]> {
  const column = quoteIdent(find.column);
  const result = await client.query<{ text: string }>(`SELECT DISTINCT ${column} AS text FROM ${tableName(find.table)} WHERE ${column} IS NOT NULL`);
  return result.rows.map((row) => row.text);
}

/** Keys of the aggregates that hold a value in a column of its own, or anything under one of some keys of a JSON column. */
export async function findHolding(client: TargetClient, find: { entity: string; table: TargetTable; column: string; keys?: readonly string[] }): Promise<number[]> {
  const column = `held.${quoteIdent(find.column)}`;
  const result = await client.query<{ key: number }>(
    `SELECT DISTINCT map.magento_id AS key FROM ${tableName(find.table)} held
       JOIN banyan.magento_id_map map ON map.new_uuid = held.${quoteIdent(find.table.rootColumn)}
      WHERE map.entity_type = $1 AND ${find.keys ? `${column} ?| $2::text[]` : `${column} IS NOT NULL AND $2::text[] IS NULL`}`, [find.entity, find.keys ?? null]);
  return result.rows.map((row) => row.key);
}

/** Every living key of an entity: for effects that cannot be narrowed down. */
export async function allKeys(client: TargetClient, entity: string): Promise<number[]> {
  const result = await client.query<{ key: number }>('SELECT magento_id AS key FROM banyan.magento_id_map WHERE entity_type = $1 AND NOT gone', [entity]);
  return result.rows.map((row) => row.key);
}
