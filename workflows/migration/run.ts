import { condition } from '@temporalio/workflow';
import type { MigrationPlan } from '../../contracts/plan';
import { holdOf } from '../hold-of';
import { isHistoryFull } from '../is-history-full';
import { unless } from '../unless';
import { itself, note } from './note';
import type { RunState } from './run-state';

/** A run while it goes: its state, and how its phases wait. */
export interface Run {
  readonly state: RunState;
  plan(): MigrationPlan;
  /** Shows the state to people. */
  show(over?: 'verified' | 'aborted'): void;
  /** Whether the history is so long that the run must continue as new. */
  isFull(): boolean;
  /** Whether the phase must end where it is: abort, something to be done again, or a full history. */
  mustLeave(): boolean;
  /** Waits. False: the phase must end where it is. */
  wait(until: () => boolean): Promise<boolean>;
  /** Does one thing after the other: signals that are on their way together may arrive in any order. */
  inOrder(work: () => Promise<void>): Promise<void>;
  /** Does a step; when it fails for good, holds and asks, and tries again once told to. Undefined: the phase must end where it is. */
  step<T>(what: string, work: () => Promise<T>): Promise<{ readonly value: T } | undefined>;
}

export function createRun(state: RunState, show: Run['show']): Run {
  const plan = (): MigrationPlan => {
    if (!state.plan) throw new Error('the plan was not read yet');
    return state.plan;
  };
  const isFull = (): boolean => isHistoryFull(state.plan?.historyEvents ?? Infinity);
  const mustLeave = (): boolean => state.aborted !== undefined || state.again !== undefined || isFull();
  const wait = async (until: () => boolean): Promise<boolean> => {
    show();
    await condition(() => until() || mustLeave());
    return !mustLeave();
  };
  let last: Promise<void> = Promise.resolve();
  const inOrder: Run['inOrder'] = (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const step: Run['step'] = async (what, work) => {
    for (;;) {
      if (!(await wait(() => !state.paused))) return undefined;
      const done = await unless(mustLeave, work);
      if (done === undefined || 'value' in done) return done;
      const hold = holdOf(done.error, { part: 'run' });
      state.holds.push(hold);
      note(state, { who: itself, what: `${what} holds`, why: `${hold.failure}: ${hold.message}` });
      const told = await wait(() => !state.holds.includes(hold));
      state.holds = state.holds.filter((other) => other !== hold);
      if (!told) return undefined;
    }
  };
  return { state, plan, show, isFull, mustLeave, wait, inOrder, step };
}
