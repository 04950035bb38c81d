import type { DecodedTable } from '../entities/grammar/decode';
import { copyIn, tableName } from './copy-in';
import type { TargetClient } from './connect';
import { enterKeys, guardKeys, type Accepted, type LedgerEntry } from './ledger';
import { mergeSqlOf, type NamedSql } from './merge-sql';

/** One load of one entity, ready to be written. */
export interface Load {
  readonly entity: string;
  readonly label: number;
  readonly entries: readonly LedgerEntry[];
  /** The root's table first. */
  readonly tables: readonly DecodedTable[];
  /** The ledger was just seen without any of these keys. */
  readonly unknown?: boolean;
  /** Never copy: rows may stand in the tables that the ledger does not know. */
  readonly mergeOnly: boolean;
}

/** What a load changed. */
export interface Applied {
  readonly accepted: readonly number[];
  readonly refused: number;
  readonly copied: boolean;
}

/**
 * Writes a load through the guard, in the caller's transaction: ledger first, then service tables in fixed order.
 * Keys nobody has written yet are copied straight in; others are staged and merged, so that equal rows stay untouched.
 */
export async function applyLoad(client: TargetClient, load: Load): Promise<Applied> {
  if (load.entries.length === 0) return { accepted: [], refused: 0, copied: false };
  const accepted = load.unknown && !load.mergeOnly ? await enterKeys(client, load) : await guardKeys(client, load);
  const copied = accepted.allFresh && !load.mergeOnly;
  if (copied) await copyTables(client, load.tables);
  else await mergeTables(client, load.tables, accepted);
  return { accepted: accepted.keys, refused: load.entries.length - accepted.keys.length, copied };
}

async function copyTables(client: TargetClient, tables: readonly DecodedTable[]): Promise<void> {
  for (const { target, lines, rows } of tables) if (rows > 0) await copyIn(client, tableName(target), lines);
}

async function mergeTables(client: TargetClient, tables: readonly DecodedTable[], accepted: Accepted): Promise<void> {
  const [root, ...children] = tables;
  if (accepted.deleted.length > 0) {
    for (const { target } of [...children].reverse()) await run(client, mergeSqlOf(target).deleteAll, { roots: accepted.deleted, rows: 0 });
    await run(client, mergeSqlOf(root!.target).deleteAll, { roots: accepted.deleted, rows: 0 });
  }
  if (accepted.written.length === 0) return;
  for (const table of tables) await mergeTable(client, table, accepted.written);
}

async function mergeTable(client: TargetClient, { target, lines, rows }: DecodedTable, roots: readonly string[]): Promise<void> {
  const sql = mergeSqlOf(target);
  if (rows === 0) {
    if (target.parent) await run(client, sql.deleteAll, { roots, rows });
    return;
  }
  // Made once per connection and emptied before use; both in one round trip.
  await client.query(`${sql.createStage}; ${emptyStage(client, sql.stage, rows)}`);
  await copyIn(client, sql.stage, lines);
  if (target.parent) await run(client, sql.deleteMissing, { roots, rows });
  await run(client, sql.upsert, { roots, rows });
}

/** Up to here a load is small: how its statements are planned is of no account, and that they are costs more than what they do. */
const small = 500;

/** Small loads run what their connection has parsed and planned before; a plan made for few rows must never meet many. */
async function run(client: TargetClient, { name, text }: NamedSql, { roots, rows }: { readonly roots: readonly string[]; readonly rows: number }): Promise<void> {
  const keep = roots.length <= small && rows <= small;
  await client.query({ ...(keep ? { name } : {}), text, values: [roots] });
}

/** Rows that were put into the stages of a connection since each was truncated. */
const worn = new WeakMap<TargetClient, Map<string, number>>();

/**
 * What empties a stage. To truncate it gives it a new file and makes all plans over it void, so rows of small loads are
 * deleted, until so many of them lie there dead that a scan would feel it.
 */
function emptyStage(client: TargetClient, stage: string, rows: number): string {
  let stages = worn.get(client);
  if (!stages) worn.set(client, (stages = new Map<string, number>()));
  const dead = stages.get(stage) ?? 0;
  const truncates = dead > small * 10;
  stages.set(stage, (truncates ? 0 : dead) + rows);
  return truncates ? `TRUNCATE ${stage}` : `DELETE FROM ${stage}`;
}
