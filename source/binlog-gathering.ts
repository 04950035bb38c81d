import type { Change, ChangeBatch, RowImage, SchemaChange, Token } from './change-source';

/** What the rows of one or more transactions come to. */
interface Draft {
  /** By what they say: the same images of the same table again say nothing new. */
  readonly changes: Map<string, Change>;
  readonly schemaChanges: SchemaChange[];
  barrier?: number;
  heartbeat?: string;
}

/** A point in time, as of `Date.now()`, and how many rows had been added until then. */
export interface Moment {
  readonly at: number;
  readonly arrived: number;
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
  /** When the first transaction of the batch that still grows was complete. */
  growingSince(): Moment | undefined;
  /** Different changes that wait here. */
  rows(): number;
  /** Rows that were added since the beginning, also those that said nothing new. */
  arrived(): number;
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
  wholeSince?: Moment;
  /** After the last whole transaction. */
  token: Token;
  rows: number;
  arrived: number;
  /** Parts of the transaction that is read now are in a batch already. */
  parted: boolean;
}

/** @param maxRows a larger transaction comes in several batches, which carry the token of its start. */
export function createGathering(maxRows: number): Gathering {
  const state: State = { maxRows, sealed: [], transaction: emptyDraft(), whole: emptyDraft(), token: {}, rows: 0, arrived: 0, parted: false };
  return {
    add: (change) => add(state, change),
    addSchemaChange: (change) => void state.transaction.schemaChanges.push(change),
    addBarrier: (n) => void (state.transaction.barrier = later(state.transaction.barrier, n)),
    addHeartbeat: (at) => void (state.transaction.heartbeat = later(state.transaction.heartbeat, at)),
    commit: (token) => commit(state, token),
    abandon: () => {
      state.rows -= state.transaction.changes.size;
      Object.assign(state, { transaction: emptyDraft(), parted: false });
    },
    startAt: (token) => void (state.token = token),
    take: (evenGrowing) => take(state, evenGrowing),
    growingSince: () => state.wholeSince,
    rows: () => state.rows,
    arrived: () => state.arrived,
    isInside: () => isInside(state),
  };
}

const emptyDraft = (): Draft => ({ changes: new Map(), schemaChanges: [] });

const later = <T extends number | string>(a: T | undefined, b: T | undefined): T | undefined => (a === undefined || (b !== undefined && b > a) ? b : a);

function add(state: State, change: Change): void {
  const { changes } = state.transaction;
  state.rows -= changes.size;
  changes.set(sayingOf(change), change);
  state.rows += changes.size;
  state.arrived += 1;
  if (changes.size < state.maxRows) return;
  // Both carry the token before this transaction: it moves only when the transaction is complete.
  sealWhole(state);
  seal(state, state.transaction);
  state.transaction = emptyDraft();
  state.parted = true;
}

function sayingOf({ table, before, after }: Change): string {
  return `${table} ${before ? valuesOf(before) : '-'} ${after ? valuesOf(after) : '-'}`;
}

/** Texts go with their length, so that no two images read alike. */
function valuesOf(image: RowImage): string {
  let all = '';
  for (const name in image) {
    const value = image[name]!;
    all += typeof value === 'string' ? `"${value.length}:${value}` : `,${value}`;
  }
  return all;
}

const isInside = ({ transaction, parted }: State): boolean =>
  parted || transaction.changes.size > 0 || transaction.schemaChanges.length > 0 || transaction.barrier !== undefined || transaction.heartbeat !== undefined;

function commit(state: State, token: Token): void {
  const { transaction } = state;
  if (state.whole.changes.size + transaction.changes.size > state.maxRows) sealWhole(state);
  const { whole } = state;
  state.rows -= whole.changes.size + transaction.changes.size;
  for (const [saying, change] of transaction.changes) whole.changes.set(saying, change);
  state.rows += whole.changes.size;
  whole.schemaChanges.push(...transaction.schemaChanges);
  whole.barrier = later(whole.barrier, transaction.barrier);
  whole.heartbeat = later(whole.heartbeat, transaction.heartbeat);
  state.transaction = emptyDraft();
  state.parted = false;
  state.wholeSince ??= { at: Date.now(), arrived: state.arrived };
  state.token = token;
  if (whole.changes.size >= state.maxRows) sealWhole(state);
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
  sealed.push({ changes: [...changes.values()], schemaChanges, token, ...(barrier === undefined ? {} : { barrier }), ...(heartbeat === undefined ? {} : { heartbeat }) });
}
