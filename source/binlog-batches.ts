import type { Change, ChangeBatch, SchemaChange, Token } from './change-source';

export interface BatchLimits {
  /** Most rows in a batch; a larger transaction comes in several, with the token of its start. */
  readonly maxRows: number;
  /** Longest time, in milliseconds, that a finished transaction waits for company. */
  readonly maxMs: number;
}

/** Told to the log connection, so that no more than twice `maxRows` rows wait here. */
export interface Flow {
  pause(): void;
  resume(): void;
}

/** Gathers rows into batches that end with transactions. One reader, one consumer. */
export interface BatchQueue {
  add(change: Change): void;
  addSchemaChange(change: SchemaChange): void;
  addBarrier(n: number): void;
  addHeartbeat(at: string): void;
  /** The transaction whose rows were added is complete; resuming from the token skips it. */
  commit(token: Token): void;
  /** Whole transactions are still delivered, then {@link next} rejects. */
  fail(error: unknown): void;
  close(): void;
  next(): Promise<ChangeBatch | undefined>;
}

interface Draft {
  changes: Change[];
  schemaChanges: SchemaChange[];
  barrier?: number;
  heartbeat?: string;
}

interface Waiter {
  resolve(batch: ChangeBatch | undefined): void;
  reject(error: unknown): void;
}

const emptyDraft = (): Draft => ({ changes: [], schemaChanges: [] });
const later = <T extends number | string>(a: T | undefined, b: T | undefined): T | undefined => (a === undefined || (b !== undefined && b > a) ? b : a);

/** @param start the token before the first transaction. */
export function createBatchQueue(limits: BatchLimits, start: Token, flow: Flow): BatchQueue {
  const sealed: ChangeBatch[] = [];
  let transaction = emptyDraft();
  let whole = emptyDraft();
  let wholeSince: number | undefined;
  let token = start;
  let rows = 0;
  let paused = false;
  let ended: { error?: unknown } | undefined;
  let waiter: Waiter | undefined;
  let timer: NodeJS.Timeout | undefined;

  const seal = (draft: Draft): void => {
    const { barrier, heartbeat } = draft;
    sealed.push({
      changes: draft.changes, schemaChanges: draft.schemaChanges, token,
      ...(barrier === undefined ? {} : { barrier }), ...(heartbeat === undefined ? {} : { heartbeat }),
    });
  };
  const sealWhole = (): void => {
    if (wholeSince === undefined) return;
    seal(whole);
    whole = emptyDraft();
    wholeSince = undefined;
  };
  const isDue = (): boolean => wholeSince !== undefined && (ended !== undefined || Date.now() - wholeSince >= limits.maxMs);
  const take = (): ChangeBatch | undefined => {
    if (sealed.length === 0 && isDue()) sealWhole();
    const batch = sealed.shift();
    if (batch) rows -= batch.changes.length;
    return batch;
  };
  const relax = (): void => {
    if (!paused || rows > limits.maxRows) return;
    paused = false;
    flow.resume();
  };
  const settle = (): void => {
    if (!waiter) return;
    const batch = take();
    if (!batch && !ended) return armTimer();
    clearTimeout(timer);
    timer = undefined;
    const { resolve, reject } = waiter;
    waiter = undefined;
    if (batch) resolve(batch);
    else if (ended?.error !== undefined) reject(ended.error);
    else resolve(undefined);
    relax();
  };
  const armTimer = (): void => {
    if (timer || wholeSince === undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      settle();
    }, Math.max(0, wholeSince + limits.maxMs - Date.now()));
  };
  const join = (from: Draft): void => {
    for (const change of from.changes) whole.changes.push(change);
    whole.schemaChanges.push(...from.schemaChanges);
    whole.barrier = later(whole.barrier, from.barrier);
    whole.heartbeat = later(whole.heartbeat, from.heartbeat);
  };

  return {
    add(change) {
      transaction.changes.push(change);
      rows += 1;
      if (transaction.changes.length >= limits.maxRows) {
        // Both carry the token before this transaction: it moves only when the transaction is complete.
        sealWhole();
        seal(transaction);
        transaction = emptyDraft();
        settle();
      }
      if (!paused && rows >= 2 * limits.maxRows) {
        paused = true;
        flow.pause();
      }
    },
    addSchemaChange: (change) => void transaction.schemaChanges.push(change),
    addBarrier: (n) => void (transaction.barrier = later(transaction.barrier, n)),
    addHeartbeat: (at) => void (transaction.heartbeat = later(transaction.heartbeat, at)),
    commit(after) {
      if (whole.changes.length + transaction.changes.length > limits.maxRows) sealWhole();
      join(transaction);
      transaction = emptyDraft();
      wholeSince ??= Date.now();
      token = after;
      if (whole.changes.length >= limits.maxRows) sealWhole();
      settle();
    },
    fail(error) {
      ended ??= { error };
      settle();
    },
    close() {
      ended = {};
      sealed.length = 0;
      wholeSince = undefined;
      clearTimeout(timer);
      settle();
    },
    next() {
      if (waiter) return Promise.reject(new Error('next() is already waiting'));
      return new Promise((resolve, reject) => {
        waiter = { resolve, reject };
        settle();
      });
    },
  };
}
