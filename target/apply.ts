import type { DecodedTable } from '../entities/grammar/decode';
import { copyIn, tableName } from './copy-in';
import type { TargetClient } from './connect';
import { enterKeys, guardKeys, type Accepted, type LedgerEntry } from './ledger';
import { mergeSqlOf } from './merge-sql';

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
    for (const { target } of [...children].reverse()) await client.query(mergeSqlOf(target).deleteAll, [accepted.deleted]);
    await client.query(mergeSqlOf(root!.target).deleteAll, [accepted.deleted]);
  }
  if (accepted.written.length === 0) return;
  for (const table of tables) await mergeTable(client, table, accepted.written);
}

async function mergeTable(client: TargetClient, { target, lines, rows }: DecodedTable, roots: readonly string[]): Promise<void> {
  const sql = mergeSqlOf(target);
  if (rows === 0) {
    if (target.parent) await client.query(sql.deleteAll, [roots]);
    return;
  }
  // Made once per connection and emptied before use; both in one round trip.
  await client.query(`${sql.createStage}; TRUNCATE ${sql.stage}`);
  await copyIn(client, sql.stage, lines);
  if (target.parent) await client.query(sql.deleteMissing, [roots]);
  await client.query(sql.upsert, [roots]);
}
