import {
  allHandlersFinished, CancellationScope, condition, defineQuery, defineSignal, isCancellation, log, setCurrentDetails, setHandler,
} from '@temporalio/workflow';
import { queryNames, type PartName } from '../../contracts/messages';
import type { PartStatus } from '../../contracts/outcomes';
import { partSignals, type Instruction, type PartReport, type RangesInput } from '../../contracts/parts';
import { holdOf } from '../hold-of';
import { isHistoryFull } from '../is-history-full';
import { mergeTuning } from '../merge-tuning';
import { entitiesOf, holdsOf, progressOf } from '../ranges/progress-of';
import type { EntityWork, RangesState } from '../ranges/ranges-state';
import { runRanges, type Counted, type RunningRanges } from '../ranges/run-ranges';
import { describePart } from './describe-part';
import { openReportLine } from './report-line';

export interface RangePart {
  readonly part: PartName;
  readonly input: RangesInput;
  readonly state: RangesState;
  /** What follows the last range, as a share of the time that all of them take. */
  readonly after?: number;
  act(work: EntityWork, ordinal: number): Promise<Counted>;
  /** An entity is about to hold: says so where the stream looks. */
  pause?(entity: string, why: string): Promise<void>;
  /** Forgets how far an entity was copied. */
  forget?(entity: string): Promise<void>;
}

/** A step between two reports, in percent: bounds what a long run adds to the history of its parent. */
const reportStep = 5;
/** Holds told at once: more are counted in the query `status`. */
const holdsTold = 8;

/**
 * A part over ranges, from the first to the last: answers `status`, obeys its run, reports.
 * @returns 'left' when it must continue as new with the state as it is then.
 */
export async function runRangePart(part: RangePart): Promise<'settled' | 'left'> {
  const { input, state } = part;
  const line = openReportLine(input.run);
  const status = (over?: 'done' | 'stopped'): PartStatus => statusOf(part, over);
  const report = (over?: 'done' | 'stopped'): void => line.send(reportOf(part, status(over)));
  const changed = (): void => {
    setCurrentDetails(describePart(status()));
    const { percent } = progressOf(state, part.after);
    if (percent < state.reported + reportStep) return;
    state.reported = percent;
    report();
  };
  const window = runRanges({
    part: part.part, state, act: part.act, onChange: changed, mustLeave: () => isHistoryFull(input.historyEvents),
    beforeHold: async ({ entity }, { message }) => part.pause?.(entity, message).catch((error: unknown) => {
      if (!isCancellation(error)) log.warn('the stream could not be told that an entity holds', { entity, error: String(error) });
    }),
    onHold: () => report(),
  });
  setHandler(defineQuery<PartStatus>(queryNames.status), () => status());
  setHandler(defineSignal<[Instruction]>(partSignals.instruct), async (instruction) => {
    await obey(part, window, instruction);
    changed();
    report();
  });
  report();
  try {
    const end = await window.ended;
    await condition(allHandlersFinished);
    if (end === 'settled') report('done');
    await line.drained();
    return end;
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return CancellationScope.nonCancellable(async () => {
      await window.interrupt();
      report('stopped');
      await line.drained();
      throw error;
    });
  }
}

async function obey({ part, state, forget }: RangePart, window: RunningRanges, instruction: Instruction): Promise<void> {
  switch (instruction.kind) {
    case 'pause':
      state.paused = true;
      return window.interrupt();
    case 'resume':
      state.paused = false;
      return;
    case 'retry':
      for (const work of state.works) if (work.hold) release(work);
      return;
    case 'retune':
      state.tuning = mergeTuning(state.tuning, instruction.retuning);
      // Ranges that run were started with the old settings; they go on, after the chunk in hand, with the new ones.
      return instruction.retuning.chunk || instruction.retuning.throttle ? window.interrupt() : undefined;
    default:
  }
  const work = state.works.find((candidate) => candidate.entity === instruction.entity);
  if (!work) return;
  if (instruction.kind === 'retryEntity') return release(work);
  work.state = instruction.kind === 'skipEntity' ? 'skipped' : 'held';
  work.hold = undefined;
  await window.interrupt(work);
  if (instruction.kind === 'skipEntity') return;
  try {
    await forget?.(work.entity);
    Object.assign(work, { next: 0, redo: [], done: 0, aggregates: 0, rows: 0, refused: 0, mismatches: 0 });
    release(work);
  } catch (error) {
    if (isCancellation(error)) throw error;
    work.hold = holdOf(error, { part, entity: work.entity });
  }
}

/** Lets an entity that stands go on. One that moves is left alone: the hold that was answered may be the stream's. */
function release(work: EntityWork): void {
  if (work.state !== 'held' && work.state !== 'skipped') return;
  work.hold = undefined;
  work.state = work.done === work.count ? 'done' : 'waiting';
}

function statusOf({ part, input, state, after }: RangePart, over?: 'done' | 'stopped'): PartStatus {
  const holds = holdsOf(state);
  const working = state.works.some((work) => work.state === 'waiting' || work.state === 'active');
  const now = state.paused ? 'paused' : holds.length > 0 && !working ? 'holding' : 'running';
  return { run: input.run, part, state: over ?? now, progress: progressOf(state, after), entities: entitiesOf(state), holds };
}

const reportOf = ({ part, input }: RangePart, { state, progress, entities, holds }: PartStatus): PartReport => ({
  part, attempt: input.attempt, state, progress, holds: holds.slice(0, holdsTold),
  entities: entities.filter((one) => one.state === 'active').map((one) => one.entity).slice(0, 5),
});
