import {
  allHandlersFinished, CancellationScope, condition, continueAsNew, isCancellation, workflowInfo,
} from '@temporalio/workflow';
import { migrationId, starterMemo } from '../../contracts/messages';
import type { RunOutcome } from '../../contracts/outcomes';
import type { PlanInput } from '../../contracts/plan';
import { controlSteps } from '../activity-proxies';
import { answerMessages } from './answer-messages';
import { passGate } from './gate';
import { hearParts } from './hear-parts';
import { itself, note } from './note';
import { stopParts } from './parts-of-run';
import { phases } from './phases';
import { enterPhase, redirect } from './redirect';
import { createRun, type Run } from './run';
import { emptyRun, type RunState } from './run-state';
import { createShow } from './show-run';
import { writeAudit } from './write-audit';

/**
 * One migration, from the assessment to the verified copy that follows its source.
 * @param input the plan; `{"run": "shop-1"}` is a whole one.
 * @param carried the run's state, after continue-as-new.
 */
export async function migration(input?: Partial<PlanInput>, carried?: RunState): Promise<RunOutcome> {
  const state = carried ?? emptyRun(workflowInfo().workflowId.slice(migrationId('').length), new Date().toISOString());
  const run = createRun(state, createShow(state));
  let over: 'verified' | 'aborted' | undefined;
  answerMessages(run, () => over);
  hearParts(run);
  const auditing = new CancellationScope();
  try {
    if (!state.plan) await begin(run, input);
    auditing.run(() => writeAudit(state)).catch(onlyCancelled);
    over = await drive(run);
    run.show(over);
    await settle(run);
    return { run: state.run, state: over, verification: state.verification, skipped: state.skipped, said: state.aborted ?? state.finished };
  } catch (error) {
    if (isCancellation(error)) await CancellationScope.nonCancellable(() => stopParts(state));
    throw error;
  } finally {
    auditing.cancel();
  }
}

async function begin({ state }: Run, input: unknown): Promise<void> {
  const { plan, searchable } = await controlSteps(1).readPlan({ input, workflowId: workflowInfo().workflowId });
  Object.assign(state, { plan, searchable, tuning: { concurrency: plan.concurrency, chunk: plan.chunk, throttle: plan.throttle } });
  note(state, { who: starter() ?? itself, what: 'the run begins', why: `gates ${plan.gates}` });
}

/** Who started the run, where they said so: anybody may start a workflow, with any memo. */
function starter(): string | undefined {
  const who = workflowInfo().memo?.[starterMemo];
  return typeof who === 'string' && who.trim() !== '' ? who : undefined;
}

/** Does phase after phase until the run is over. The only place that continues as new. */
async function drive(run: Run): Promise<'verified' | 'aborted'> {
  const { state } = run;
  for (;;) {
    run.show();
    if (state.aborted) return abort(run);
    if (run.isFull()) await continueRun(run);
    if (state.again) await redirect(run);
    const phase = phases[state.phase];
    if (!state.atGate && !(await phase.work(run))) continue;
    state.atGate = true;
    if (phase.gate && !(await passGate(run, phase.gate))) continue;
    if (phase.next === undefined) return 'verified';
    enterPhase(state, phase.next, '');
  }
}

async function abort({ state }: Run): Promise<'aborted'> {
  await stopParts(state);
  note(state, { who: state.aborted!.who, what: 'the run is aborted', why: state.aborted!.why });
  return 'aborted';
}

/** Every message that was taken is done before the history ends, and every one that comes later finds the new run. */
async function continueRun({ state }: Run): Promise<void> {
  await condition(allHandlersFinished);
  await continueAsNew<typeof migration>({ run: state.run }, { ...state, generation: state.generation + 1 });
}

/** The audit has a while to take what is left; the timeline has it all the same. */
async function settle({ state }: Run): Promise<void> {
  await condition(allHandlersFinished);
  await condition(() => state.unwritten.length === 0, '60 seconds');
}

function onlyCancelled(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
