import { createGathering, type Gathering, type Moment } from './binlog-gathering';
import type { ChangeBatch } from './change-source';

export interface BatchLimits {
  /** Most different changes in a batch; a larger transaction comes in several, with the token of its start. */
  readonly maxRows: number;
  /** Longest time, in milliseconds, that a finished transaction waits for company; far longer while a backlog is read. */
  readonly maxMs: number;
}

/** Told to the log connection, so that little more than twice `maxRows` rows wait here. */
export interface Flow {
  pause(): void;
  resume(): void;
}

/** Hands gathered batches to the one who asks for them. One reader, one consumer. */
export interface BatchQueue extends Omit<Gathering, 'take' | 'growingSince' | 'rows' | 'arrived'> {
  /** Whole transactions are still delivered, then {@link next} rejects. */
  fail(error: unknown): void;
  /** What waits is dropped; {@link next} resolves undefined. */
  close(): void;
  next(): Promise<ChangeBatch | undefined>;
}

interface Waiter {
  resolve(batch: ChangeBatch | undefined): void;
  reject(error: unknown): void;
}

interface State {
  readonly limits: BatchLimits;
  readonly flow: Flow;
  readonly gathering: Gathering;
  paused: boolean;
  closed: boolean;
  failed?: { readonly error: unknown };
  waiter?: Waiter;
  timer?: NodeJS.Timeout;
  /** When it was last asked whether more are to be waited for. */
  looked: Moment;
}

/** Rows in a millisecond that no shop writes: they have been waiting in the log. */
const backlogPace = 10;
/** By so many times a batch may be late then. */
const backlogPatience = 60;

export function createBatchQueue(limits: BatchLimits, flow: Flow): BatchQueue {
  const gathering = createGathering(limits.maxRows);
  const state: State = { limits, flow, gathering, paused: false, closed: false, looked: { at: Date.now(), arrived: 0 } };
  return {
    ...gathering,
    add(change) {
      gathering.add(change);
      brake(state);
      settle(state);
    },
    commit(token) {
      gathering.commit(token);
      settle(state);
    },
    abandon() {
      gathering.abandon();
      release(state);
    },
    fail(error) {
      state.failed ??= { error };
      settle(state);
    },
    close() {
      state.closed = true;
      settle(state);
    },
    next() {
      if (state.waiter) return Promise.reject(new Error('next() is already waiting'));
      return new Promise((resolve, reject) => {
        state.waiter = { resolve, reject };
        settle(state);
      });
    },
  };
}

/** Answers the one who waits, if there is something to say. */
function settle(state: State): void {
  const { waiter } = state;
  if (!waiter) return;
  const batch = state.closed ? undefined : state.gathering.take(isDue(state));
  if (!batch && !state.closed && !state.failed) return wakeLater(state);
  clearTimeout(state.timer);
  state.timer = undefined;
  state.waiter = undefined;
  if (batch) waiter.resolve(batch);
  else if (state.closed || !state.failed) waiter.resolve(undefined);
  else waiter.reject(state.failed.error);
  release(state);
}

/** While a backlog is read a batch goes on growing, to its limit: what comes next is often about the same rows. */
function isDue(state: State): boolean {
  const { gathering, limits: { maxMs }, failed } = state;
  const since = gathering.growingSince();
  if (since === undefined || failed) return since !== undefined;
  const now = Date.now();
  const last = laterOf(since, state.looked);
  if (now - last.at < maxMs) return false;
  if (now - since.at >= backlogPatience * maxMs) return true;
  state.looked = { at: now, arrived: gathering.arrived() };
  return state.looked.arrived - last.arrived < backlogPace * (now - last.at);
}

const laterOf = (a: Moment, b: Moment): Moment => (a.at > b.at ? a : b);

function wakeLater(state: State): void {
  const since = state.gathering.growingSince();
  if (state.timer || since === undefined) return;
  state.timer = setTimeout(() => {
    state.timer = undefined;
    settle(state);
  }, Math.max(0, laterOf(since, state.looked).at + state.limits.maxMs - Date.now()));
}

/** At this many rows at least one batch is sealed, so a paused log can always be resumed by taking it. */
function brake(state: State): void {
  if (state.paused || state.gathering.rows() < 2 * state.limits.maxRows) return;
  state.paused = true;
  state.flow.pause();
}

function release(state: State): void {
  if (!state.paused || state.gathering.rows() > state.limits.maxRows) return;
  state.paused = false;
  state.flow.resume();
}
