import { workflowInfo } from '@temporalio/workflow';
import { workflowTypes, type GateName, type PhaseName } from '../../contracts/messages';
import type { CatchUpInput, RangesInput, VerifyInput } from '../../contracts/parts';
import { controlSteps, controlWaits, dataSteps } from '../activity-proxies';
import { ensureStream } from './ensure-stream';
import { itself, note } from './note';
import { beginAttempt, ensurePart, partInput, stopParts } from './parts-of-run';
import type { Run } from './run';
import { followedSpans } from './run-state';

/** A phase of a run. */
export interface Phase {
  /** Does the work. False: it ends where it is, and is called again later, in the same state. */
  work(run: Run): Promise<boolean>;
  /** What must be passed before the phase is left. */
  readonly gate?: GateName;
  /** The next phase; none: the run is over. */
  readonly next?: PhaseName;
}

const steps = (run: Run) => controlSteps(run.plan().holds.attempts);

/** The story of a run, in order. What comes later is added here. */
export const phases: Readonly<Record<PhaseName, Phase>> = {
  assess: { work: assess, gate: 'assess', next: 'stream' },
  stream: { work: startStream, gate: 'stream', next: 'backfill' },
  backfill: { work: copyAll, gate: 'backfill', next: 'catchUp' },
  catchUp: { work: awaitLag, gate: 'catchUp', next: 'verify' },
  verify: { work: compareAll, gate: 'verify', next: 'follow' },
  follow: { work: followOn },
};

async function assess(run: Run): Promise<boolean> {
  const { assessShop } = steps(run);
  const { acknowledge, customersSince } = run.plan();
  const assessed = await run.step('assessment', () => assessShop({ acknowledge, customersSince }));
  if (!assessed) return false;
  run.state.assessment = assessed.value;
  return true;
}

/** The stream starts, and passes a barrier, before the first chunk is copied. */
async function startStream(run: Run): Promise<boolean> {
  const { state, plan } = run;
  const { prepareRun, planBackfill } = steps(run);
  const { include, skip, rowsPerRange, customersSince } = plan();
  if (!(await run.step('preparation', () => prepareRun({ run: state.run, execution: workflowInfo().firstExecutionRunId, skipped: [...new Set([...skip, ...state.skipped])], customersSince })))) return false;
  const planned = await run.step('plan', () => planBackfill({ run: state.run, include, skip, rowsPerRange }));
  if (!planned) return false;
  state.spans = [...planned.value];
  await ensureStream(run);
  return (await run.step('barrier', () => controlWaits().passBarrier({ run: state.run }))) !== undefined;
}

async function copyAll(run: Run): Promise<boolean> {
  const { state } = run;
  const { forgetCopy } = steps(run);
  if (state.recopy.length > 0) {
    if (!(await run.step('re-copy', () => forgetCopy({ run: state.run, entities: state.recopy })))) return false;
    state.recopy = [];
  }
  beginAttempt(state, 'backfill');
  const spans = state.spans.filter((span) => state.only?.includes(span.entity) ?? true);
  const input: RangesInput = { ...partInput(run, 'backfill'), spans, skipped: state.skipped, tuning: state.tuning };
  await ensurePart(run, { part: 'backfill', type: workflowTypes.backfill, input, summary: `backfill of ${state.run}, attempt ${input.attempt}` });
  if (!(await run.wait(() => state.reports.backfill?.state === 'done' && !state.paused))) return false;
  return (await run.step('indexes', () => dataSteps(run.plan().holds.attempts).completeTargets({ run: state.run }))) !== undefined;
}

async function awaitLag(run: Run): Promise<boolean> {
  const { state, plan } = run;
  beginAttempt(state, 'catch-up');
  const input: CatchUpInput = { ...partInput(run, 'catch-up'), catchUp: plan().catchUp };
  await ensurePart(run, { part: 'catch-up', type: workflowTypes.catchUp, input, summary: `catch-up of ${state.run}` });
  return run.wait(() => state.reports['catch-up']?.state === 'done' && !state.paused);
}

async function compareAll(run: Run): Promise<boolean> {
  const { state, plan } = run;
  if (state.repairFirst && !(await repairAll(run))) return false;
  beginAttempt(state, 'verify');
  const { concurrency, chunk } = plan().verification;
  const base = partInput(run, 'verify');
  const verification = `${state.run}/${base.attempt}`;
  const input: VerifyInput = { ...base, spans: followedSpans(state), skipped: [], tuning: { ...state.tuning, concurrency }, verification, chunk };
  await ensurePart(run, { part: 'verify', type: workflowTypes.verify, input, summary: `verification ${verification}` });
  if (!(await run.wait(() => state.reports.verify?.state === 'done' && !state.paused))) return false;
  const entities = followedSpans(state).map((span) => span.entity);
  const summed = await run.step('verdict', () => steps(run).summarizeVerification({ verification, entities }));
  if (!summed) return false;
  state.verification = summed.value;
  note(state, { who: itself, what: `verification ${base.attempt}: ${summed.value.mismatches} rows differ`, why: `${summed.value.rows} rows compared`, detail: { mismatches: summed.value.mismatches, rows: summed.value.rows } });
  if (summed.value.mismatches === 0 || !plan().verification.repair || state.repairs > 0) return true;
  state.repairs += 1;
  state.again = 'repair';
  return false;
}

async function repairAll(run: Run): Promise<boolean> {
  const { state, plan } = run;
  const { verification } = state;
  if (verification) {
    const repaired = await run.step('repair', () => dataSteps(plan().holds.attempts).repairMismatches({ verification: verification.verification }));
    if (!repaired) return false;
    note(state, { who: itself, what: `repair: ${repaired.value.projected} aggregates projected again`, why: `${repaired.value.refused} refused` });
  }
  state.repairFirst = false;
  return true;
}

/** Verified: the stream keeps the targets equal until somebody says that it is enough. */
async function followOn(run: Run): Promise<boolean> {
  const { state, plan } = run;
  if (plan().end === 'follow' && !(await run.wait(() => state.finished !== undefined))) return false;
  await stopParts(state);
  return true;
}
