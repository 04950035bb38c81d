import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { PartName } from '../../contracts/messages';
import type { Hold } from '../../contracts/outcomes';
import { holdOf } from '../hold-of';
import { hasRange, isSettled, pickRange } from './pick-range';
import { workDone } from './progress-of';
import type { EntityWork, RangesState, RunningRange } from './ranges-state';
import { addMark } from './recent-rate';

/** What one range came to. */
export interface Counted {
  readonly aggregates: number;
  readonly rows: number;
  readonly refused: number;
  readonly mismatches: number;
}

export interface RangeWindow {
  readonly part: PartName;
  readonly state: RangesState;
  /** Does one range; cancelled when the window is interrupted. */
  act(work: EntityWork, ordinal: number): Promise<Counted>;
  /** An entity failed for good: everybody else who works on it is told, before anybody can answer the hold. */
  beforeHold(work: EntityWork, hold: Hold): Promise<void>;
  /** An entity holds, and asks. */
  onHold(): void;
  /** Something was counted or changed its state. */
  onChange(): void;
  /** Whether the window must be emptied, to continue as new. */
  mustLeave(): boolean;
}

/** A sliding window over the ranges of all entities, and how to reach into it. */
export interface RunningRanges {
  /** Ends when every entity is done or skipped, or, emptied, when it must leave. */
  readonly ended: Promise<'settled' | 'left'>;
  /** Interrupts ranges after the chunk in hand; they are done again later. Resolves when none of them runs. */
  interrupt(of?: EntityWork): Promise<void>;
}

interface Lane {
  readonly work: EntityWork;
  readonly ordinal: number;
  readonly scope: CancellationScope;
  readonly began: number;
  readonly running: RunningRange;
}

const speedsKept = 24;

/** Starts the window. Concurrency, pause and the states of entities are read from the state whenever a lane is free. */
export function runRanges(window: RangeWindow): RunningRanges {
  const { state } = window;
  const lanes = new Set<Lane>();
  let busySince = 0;
  const open = (lane: Lane): void => {
    if (lanes.size === 0) busySince = Date.now();
    lanes.add(lane);
    state.running = [...(state.running ?? []), lane.running];
    lane.work.state = 'active';
  };
  const close = (lane: Lane): void => {
    // Time is counted up to here, so that what people see is never older than the last range.
    state.activeMs += Date.now() - busySince;
    busySince = Date.now();
    state.marks = addMark(state.marks ?? [], { done: workDone(state.works), ms: state.activeMs });
    lanes.delete(lane);
    state.running = (state.running ?? []).filter((one) => one !== lane.running);
    window.onChange();
  };
  const mayStart = (): boolean => !state.paused && lanes.size < state.tuning.concurrency && hasRange(state.works);
  const interrupt = async (of?: EntityWork): Promise<void> => {
    const chosen = [...lanes].filter((lane) => !of || lane.work === of);
    for (const lane of chosen) lane.scope.cancel();
    await condition(() => chosen.every((lane) => !lanes.has(lane)));
  };
  const follow = async (): Promise<'settled' | 'left'> => {
    for (;;) {
      await condition(() => window.mustLeave() || mayStart() || (lanes.size === 0 && isSettled(state.works)));
      if (lanes.size === 0 && isSettled(state.works)) return 'settled';
      if (window.mustLeave()) {
        await interrupt();
        return 'left';
      }
      const picked = pickRange(state.works)!;
      const began = Date.now();
      const lane: Lane = { ...picked, scope: new CancellationScope(), began, running: { weight: picked.work.weight / picked.work.count, began } };
      open(lane);
      void runLane(window, lane).then(() => close(lane));
    }
  };
  return { ended: follow(), interrupt };
}

async function runLane(window: RangeWindow, { work, ordinal, scope, began }: Lane): Promise<void> {
  try {
    count(window.state, work, { counted: await scope.run(() => window.act(work, ordinal)), ms: Date.now() - began });
  } catch (error) {
    const hold = isCancellation(error) ? undefined : holdOf(error, { part: window.part, entity: work.entity });
    if (hold && work.state === 'active') await window.beforeHold(work, hold);
    work.redo.push(ordinal);
    if (!hold || work.state !== 'active') return;
    work.state = 'held';
    work.hold = hold;
    window.onHold();
  }
}

function count(state: RangesState, work: EntityWork, { counted, ms }: { counted: Counted; ms: number }): void {
  work.done += 1;
  work.aggregates += counted.aggregates;
  work.rows += counted.rows;
  work.refused += counted.refused;
  work.mismatches += counted.mismatches;
  if (work.done === work.count && (work.state === 'active' || work.state === 'waiting')) work.state = 'done';
  state.laneMs = (state.laneMs ?? 0) + ms;
  state.speeds = [...state.speeds, Number((work.weight / work.count / Math.max(ms, 1)).toPrecision(4))].slice(-speedsKept);
}
