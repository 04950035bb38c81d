import type { Overrides } from './copy-writer';
import type { IdDeriver } from './derive-ids';
import type { RawRows } from './raw-rows';
import type { TargetTable } from './target-table';

/** Rows of an entity as one snapshot gave them, by source table. Rows of every table are ordered by root key. */
export interface LoadedRows {
  readonly root: RawRows;
  /** In the order of the definition's children. */
  readonly children: readonly RawRows[];
  /** In the order of the plan's EAV tables: cells are key, attribute, store (where scoped), value. */
  readonly eav: readonly RawRows[];
  /** Root keys of the selection that were not loaded, because the run's cut leaves them out. */
  readonly leftOut?: readonly number[];
}

/** Rows for one target table, in COPY text format. */
export interface DecodedTable {
  readonly target: TargetTable;
  readonly lines: Buffer;
  readonly rows: number;
}

/** An aggregate that PostgreSQL cannot hold, or a child row whose root does not exist. No values, only names. */
export interface Refusal {
  readonly key: number;
  readonly table: string;
  readonly column: string;
  readonly reason: string;
}

/** What became of the rows of one source table. */
export interface Account {
  carried: number;
  refused: number;
}

export interface Decoded {
  /** Root keys found and decoded, ascending. */
  readonly keys: readonly number[];
  readonly tables: readonly DecodedTable[];
  readonly refusals: readonly Refusal[];
  readonly accounts: ReadonlyMap<string, Account>;
  /** `backend:attribute` of EAV rows whose attribute the catalog does not know in that table; it may be stale. */
  readonly strays: ReadonlySet<string>;
}

export interface DecodeContext {
  readonly ids: IdDeriver;
  readonly overrides: Overrides;
  /** Aggregates to leave out, because the target refused them: they clash with another one in the source itself, or violate a constraint. */
  readonly refused?: readonly Refusal[];
}
