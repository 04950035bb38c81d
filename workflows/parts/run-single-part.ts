import {
  allHandlersFinished, CancellationScope, condition, defineQuery, defineSignal, isCancellation, setCurrentDetails, setHandler,
} from '@temporalio/workflow';
import { queryNames, type PartName } from '../../contracts/messages';
import type { Hold, PartStatus } from '../../contracts/outcomes';
import { partSignals, type Instruction, type PartInput } from '../../contracts/parts';
import { holdOf } from '../hold-of';
import { isHistoryFull } from '../is-history-full';
import { describePart } from './describe-part';
import { openReportLine } from './report-line';

export interface SinglePart {
  readonly part: PartName;
  readonly input: PartInput;
  /** The one activity. */
  act(): Promise<unknown>;
  /** Whether a pause keeps the part from ending. */
  readonly obeysPause: boolean;
}

/**
 * A part that is one long activity. When it fails for good the part holds and asks; told to retry, it tries again.
 * @returns 'left' when it must continue as new.
 */
export async function runSinglePart({ part, input, act, obeysPause }: SinglePart): Promise<'settled' | 'left'> {
  const line = openReportLine(input.run);
  let paused = input.paused && obeysPause;
  let hold: Hold | undefined;
  const status = (over?: 'done' | 'stopped'): PartStatus =>
    ({ run: input.run, part, state: over ?? (hold ? 'holding' : paused ? 'paused' : 'running'), entities: [], holds: hold ? [hold] : [] });
  const report = (over?: 'done' | 'stopped'): void => {
    const { state, holds } = status(over);
    setCurrentDetails(describePart(status(over)));
    line.send({ part, attempt: input.attempt, state, holds, entities: [] });
  };
  setHandler(defineQuery<PartStatus>(queryNames.status), () => status());
  setHandler(defineSignal<[Instruction]>(partSignals.instruct), ({ kind }) => {
    if (obeysPause && (kind === 'pause' || kind === 'resume')) paused = kind === 'pause';
    else if (kind === 'retry') hold = undefined;
    report();
  });
  report();
  try {
    while (!isHistoryFull(input.historyEvents)) {
      try {
        await act();
        await condition(() => !paused);
        report('done');
        await condition(allHandlersFinished);
        await line.drained();
        return 'settled';
      } catch (error) {
        if (isCancellation(error)) throw error;
        hold = holdOf(error, { part });
        report();
      }
      await condition(() => hold === undefined);
    }
    await line.drained();
    return 'left';
  } catch (error) {
    if (!isCancellation(error)) throw error;
    return CancellationScope.nonCancellable(async () => {
      report('stopped');
      await line.drained();
      throw error;
    });
  }
}
