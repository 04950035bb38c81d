/** A value that a transaction established: as text, or as a digest where nobody may read it. */
export type AccountValue = string | null | { readonly digest: string };

/** What a transaction established about one row. `at` (microseconds) orders facts about one row across all shoppers. */
export interface RowFact {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  readonly at: number;
  /** The row was born in this transaction, or (`or changed`) it was there before with other values. */
  readonly born?: 'new' | 'or changed';
  readonly set?: Readonly<Record<string, AccountValue>>;
  readonly deleted?: true;
  /** Counters that several shoppers share: what was read under the lock, and what was added to it. */
  readonly added?: Readonly<Record<string, { readonly was: string | null; readonly by: string }>>;
}

/** First line of each run in a shopper's file. Digests of the lines that follow use this salt. */
export interface HeaderLine {
  readonly kind: 'header';
  readonly version: 1;
  readonly salt: string;
  readonly seed: number;
  readonly shopper: number;
  readonly shoppers: number;
  readonly prefix: string;
  readonly at: number;
}

/** Written and on disk before COMMIT is sent. */
export interface IntentLine {
  readonly kind: 'intent';
  readonly sequence: number;
  readonly action: string;
  /** The aggregate that the action was about. */
  readonly entity: string;
  readonly entityKey: string;
  readonly at: number;
  readonly facts: readonly RowFact[];
}

/** Written and on disk after the server acknowledged the COMMIT, at the time of that acknowledgement. */
export interface AckLine {
  readonly kind: 'ack';
  readonly sequence: number;
  readonly at: number;
}

/** Written when the server refused the COMMIT: the intent never happened. */
export interface UndoneLine {
  readonly kind: 'undone';
  readonly sequence: number;
}

/** One line of a shopper's account. */
export type AccountLine = HeaderLine | IntentLine | AckLine | UndoneLine;
