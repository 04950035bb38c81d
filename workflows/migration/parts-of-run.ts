import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { condition, getExternalWorkflowHandle, isCancellation, log, ParentClosePolicy, sleep, startChild } from '@temporalio/workflow';
import { partId, partNames, type PartName } from '../../contracts/messages';
import { partSignals, type Instruction, type PartInput } from '../../contracts/parts';
import { holdOf } from '../hold-of';
import type { Run } from './run';
import type { RunState } from './run-state';

/** What a part is started as. */
export interface StartedPart {
  readonly part: PartName;
  readonly type: string;
  readonly input: PartInput;
  readonly summary: string;
}

/** What every part is told at its start. */
export const partInput = ({ state, plan }: Run, part: PartName): PartInput => ({
  run: state.run, attempt: state.attempts[part] ?? 1, attempts: plan().holds.attempts, historyEvents: plan().historyEvents, paused: state.paused !== undefined,
});

/** Begins a new attempt of a part, unless the phase has begun already and only came back after continue-as-new. */
export function beginAttempt(state: RunState, part: PartName): void {
  if (state.begun) return;
  nextAttempt(state, part);
  state.begun = true;
}

/** What an earlier attempt of the part reported says nothing any more. */
export function nextAttempt(state: RunState, part: PartName): void {
  state.attempts[part] = (state.attempts[part] ?? 0) + 1;
  state.reports[part] = undefined;
}

const tries = 20;

/**
 * Starts a part, or finds it running: it outlives continue-as-new of the run, and of whatever started it. A part of an
 * earlier attempt that is about to end is waited for.
 */
export async function ensurePart(run: Run, { part, type, input, summary }: StartedPart): Promise<void> {
  const { state } = run;
  const known = state.reports[part];
  if (known?.attempt === input.attempt && known.state === 'done') return;
  for (let left = known ? 1 : tries; ; left--) {
    try {
      const child = await startChild(type, {
        workflowId: partId(state.run, part), parentClosePolicy: ParentClosePolicy.ABANDON, workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: summary, args: [input],
      });
      child.result().catch((error: unknown) => ended(run, { part, attempt: input.attempt, error }));
      return;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      // It goes on with what it has; asked to, it tells how it is.
      if (left <= 1) return tellPart(run, part, { kind: 'retry' });
      await sleep('500 milliseconds');
      if (state.reports[part]?.attempt === input.attempt) return;
    }
  }
}

/** A part that somebody ended from outside asks like one that failed. */
function ended(run: Run, { part, attempt, error }: { part: PartName; attempt: number; error: unknown }): void {
  const { state } = run;
  if (state.aborted || state.attempts[part] !== attempt || ['done', 'stopped'].includes(state.reports[part]?.state ?? '')) return;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  state.reports[part] = { part, attempt, state: 'stopped', entities: [], holds: [holdOf(cause, { part })] };
  run.show();
}

/** Whether a part was started and has not said that it ended. */
export const isGoing = (state: RunState, part: PartName): boolean =>
  state.attempts[part] !== undefined && !['done', 'stopped'].includes(state.reports[part]?.state ?? 'running');

/** Tells a part something, when it runs. */
export const tellPart = (run: Run, part: PartName, instruction: Instruction): Promise<void> => run.inOrder(async () => {
  if (!isGoing(run.state, part)) return;
  await getExternalWorkflowHandle(partId(run.state.run, part)).signal(partSignals.instruct, instruction).catch((error: unknown) => {
    log.warn('a part could not be told', { part, kind: instruction.kind, error: String(error) });
  });
});

const patience = '60 seconds';

/** Stops parts by their ids and waits until they have. Rows and progress stay. */
export async function stopParts(state: RunState, parts: readonly PartName[] = partNames): Promise<void> {
  const going = parts.filter((part) => isGoing(state, part));
  await Promise.all(going.map((part) => getExternalWorkflowHandle(partId(state.run, part)).cancel().catch((error: unknown) => {
    if (isCancellation(error)) throw error;
    // It has ended by itself, or was ended from outside.
    log.warn('a part could not be stopped', { part, error: String(error) });
    const report = state.reports[part];
    if (report) state.reports[part] = { ...report, state: 'stopped', holds: [] };
    else state.reports[part] = { part, attempt: state.attempts[part] ?? 1, state: 'stopped', entities: [], holds: [] };
  })));
  await condition(() => going.every((part) => !isGoing(state, part)), patience);
}
