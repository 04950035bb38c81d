import type { Watched } from './binlog-statement';
import type { WantedColumns } from './change-source';

/** A table whose rows are wanted, and which columns of it. */
export interface WantedTable {
  /** Without prefix; `banyan.barrier` and `banyan.heartbeat` for Banyan's own. */
  readonly table: string;
  readonly columns: readonly string[];
}

/** Banyan's own tables on the source, and the column that tells what the reader wants to know. */
export const barrierTable: WantedTable = { table: 'banyan.barrier', columns: ['n'] };
export const heartbeatTable: WantedTable = { table: 'banyan.heartbeat', columns: ['at'] };

/** The tables a reader decodes, in the shapes that its parts ask for. */
export interface LogTables {
  /** Database to full table names, all that are decoded at all. */
  readonly byDatabase: Readonly<Record<string, readonly string[]>>;
  /** The shop's, for reading statements. */
  readonly watched: Watched;
  find(database: string, table: string): WantedTable | undefined;
  /** Without the shop's prefix. */
  plainName(table: string): string;
}

/** @param wanted columns by table name without prefix. */
export function logTables({ database, prefix }: { database: string; prefix: string }, wanted: WantedColumns): LogTables {
  const shop = new Map([...wanted].map(([table, columns]) => [prefix + table, { table, columns }]));
  const own = new Map<string, WantedTable>([['barrier', barrierTable], ['heartbeat', heartbeatTable]]);
  return {
    byDatabase: { [database]: [...shop.keys()], banyan: [...own.keys()] },
    watched: { database, tables: new Set(shop.keys()) },
    find: (from, table) => (from === database ? shop.get(table) : from === 'banyan' ? own.get(table) : undefined),
    plainName: (table) => table.slice(prefix.length),
  };
}
