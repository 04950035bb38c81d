import type { Change, ChangeBatch, SchemaChange, Token } from './change-source';

/** What the rows of one or more transactions come to. */
interface Draft {
  readonly changes: Change[];
  readonly schemaChanges: SchemaChange[];
  barrier?: number;
  heartbeat?: string;
}

/** Puts rows together into batches of at most `maxRows` that end with transactions, as far as that can be. */
export interface Gathering {
  add(change: Change): void;
  addSchemaChange(change: SchemaChange): void;
  addBarrier(n: number): void;
  addHeartbeat(at: string): void;
  /** The transaction whose rows were added is complete; resuming from the token skips it. */
  commit(token: Token): void;
  /** The rows since the last whole transaction come again from its token: what is not yet in a batch is dropped. */
  abandon(): void;
  /** Where the log is read from: the token of a transaction's parts until the first is complete. */
  startAt(token: Token): void;
  /** The next batch; one that could still grow only when `evenGrowing`. */
  take(evenGrowing: boolean): ChangeBatch | undefined;
  /** When the first transaction of the batch that still grows was complete, as of `Date.now()`. */
  growingSince(): number | undefined;
  /** Rows that wait here. */
  rows(): number;
  /** Whether rows, or anything else, wait for the end of their transaction. */
  isInside(): boolean;
}

interface State {
  readonly maxRows: number;
  readonly sealed: ChangeBatch[];
  /** Rows since the last commit. */
  transaction: Draft;
  /** Whole transactions that still wait for company. */
  whole: Draft;
  wholeSince?: number;
  /** After the last whole transaction. */
  token: Token;
  rows: number;
  /** Parts of the transaction that is read now are in a batch already. */
  parted: boolean;
}

/** @param maxRows a larger transaction comes in several batches, which carry the token of its start. */
export function createGathering(maxRows: number): Gathering {
  const state: State = { maxRows, sealed: [], transaction: emptyDraft(), whole: emptyDraft(), token: {}, rows: 0, parted: false };
  return {
    add: (change) => add(state, change),
    addSchemaChange: (change) => void state.transaction.schemaChanges.push(change),
    addBarrier: (n) => void (state.transaction.barrier = later(state.transaction.barrier, n)),
    addHeartbeat: (at) => void (state.transaction.heartbeat = later(state.transaction.heartbeat, at)),
    commit: (token) => commit(state, token),
    abandon: () => {
      state.rows -= state.transaction.changes.length;
      Object.assign(state, { transaction: emptyDraft(), parted: false });
    },
    startAt: (token) => void (state.token = token),
    take: (evenGrowing) => take(state, evenGrowing),
    growingSince: () => state.wholeSince,
    rows: () => state.rows,
    isInside: () => isInside(state),
  };
}

const emptyDraft = (): Draft => ({ changes: [], schemaChanges: [] });

const later = <T extends number | string>(a: T | undefined, b: T | undefined): T | undefined => (a === undefined || (b !== undefined && b > a) ? b : a);

function add(state: State, change: Change): void {
  state.transaction.changes.push(change);
  state.rows += 1;
  if (state.transaction.changes.length < state.maxRows) return;
  // Both carry the token before this transaction: it moves only when the transaction is complete.
  sealWhole(state);
  seal(state, state.transaction);
  state.transaction = emptyDraft();
  state.parted = true;
}

const isInside = ({ transaction, parted }: State): boolean =>
  parted || transaction.changes.length > 0 || transaction.schemaChanges.length > 0 || transaction.barrier !== undefined || transaction.heartbeat !== undefined;

function commit(state: State, token: Token): void {
  const { transaction } = state;
  if (state.whole.changes.length + transaction.changes.length > state.maxRows) sealWhole(state);
  const { whole } = state;
  for (const change of transaction.changes) whole.changes.push(change);
  whole.schemaChanges.push(...transaction.schemaChanges);
  whole.barrier = later(whole.barrier, transaction.barrier);
  whole.heartbeat = later(whole.heartbeat, transaction.heartbeat);
  state.transaction = emptyDraft();
  state.parted = false;
  state.wholeSince ??= Date.now();
  state.token = token;
  if (whole.changes.length >= state.maxRows) sealWhole(state);
}

function take(state: State, evenGrowing: boolean): ChangeBatch | undefined {
  if (state.sealed.length === 0 && evenGrowing) sealWhole(state);
  const batch = state.sealed.shift();
  state.rows -= batch?.changes.length ?? 0;
  return batch;
}

function sealWhole(state: State): void {
  if (state.wholeSince === undefined) return;
  seal(state, state.whole);
  state.whole = emptyDraft();
  state.wholeSince = undefined;
}

function seal({ sealed, token }: State, { changes, schemaChanges, barrier, heartbeat }: Draft): void {
  sealed.push({ changes, schemaChanges, token, ...(barrier === undefined ? {} : { barrier }), ...(heartbeat === undefined ? {} : { heartbeat }) });
}
