import { allHandlersFinished, CancellationScope, condition, continueAsNew, isCancellation, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { allPass, check, namesOfFailing, signatureOf, type GateCheck } from '../../contracts/gate-check';
import type { CutoverPlanInput } from '../../contracts/cutover-plan';
import { cutoverId, type CutoverOutcome } from '../../contracts/read-cutover';
import type { Domain } from '../../contracts/routing';
import { controlSteps, controlWaits } from '../activity-proxies';
import { holdOf } from '../hold-of';
import { unless } from '../unless';
import { isHistoryFull } from '../is-history-full';
import { answerCutover } from './answer-cutover';
import { cutoverStatus, emptyCutover, heldUntil, isHeldLongEnough, planOf, stageAfter, tell, type CutoverState } from './cutover-state';
import { describeCutover } from './describe-cutover';

const itself = 'banyan';
const historyEvents = 4_000;

/**
 * Moves the reads of one domain to its service: preconditions, the team for a day, everyone for a week, and the exit
 * check of phase 1. Whenever the flag is not in force the time of the stage begins anew; rollback is possible throughout.
 * @param input the plan; `{"domain": "catalog"}` is a whole one.
 * @param carried what it knew, after continue-as-new.
 */
export async function readCutover(input?: CutoverPlanInput, carried?: CutoverState): Promise<CutoverOutcome> {
  const state = carried ?? emptyCutover(workflowInfo().workflowId.slice(cutoverId('').length) as Domain, new Date().toISOString());
  let over: 'done' | undefined;
  answerCutover(state, () => over);
  if (!state.plan) await begin(state, input);
  while (!over && !state.rolledBack) {
    if (isHistoryFull(historyEvents)) await goOn(state);
    if (await passStage(state)) over = await enterNext(state);
  }
  if (state.rolledBack) await rollBack(state);
  show(state, over);
  await condition(allHandlersFinished);
  return { domain: state.domain, state: over ?? 'rolledBack', checks: state.checks, said: state.rolledBack ?? state.approved };
}

async function begin(state: CutoverState, input: unknown): Promise<void> {
  const plan = await controlSteps(1).readCutoverPlan({ input, workflowId: workflowInfo().workflowId });
  state.plan = plan;
  tell(state, { who: itself, what: 'the read cutover begins', why: `gates ${plan.gates}` });
  await step(state, 'the schedule of comparisons', () => steps(state).scheduleConsistency({ domain: plan.domain, ...plan.consistency, taskQueue: workflowInfo().taskQueue }));
}

const steps = (state: CutoverState) => controlSteps(planOf(state).attempts);

/** Looks once, and waits until something changes. @returns whether the stage is to be left. */
async function passStage(state: CutoverState): Promise<boolean> {
  const checks = await step(state, `the checks of ${state.stage}`, () => steps(state).checkReads(question(state)));
  if (!checks) return false;
  judgeHold(state, checks.value);
  state.checks = checks.value;
  if (isHeldLongEnough(state) && state.stage === 'everyone') {
    state.samples ??= await compareSamples(state);
    if (!state.samples) return false;
    state.checks = [...state.checks, state.samples];
  }
  if (isHeldLongEnough(state) && allPass(state.checks) && (state.approved || planOf(state).gates === 'auto')) return true;
  if (state.approved && !allPass(state.checks)) {
    tell(state, { who: itself, what: `approval by ${state.approved.who} lapsed`, why: namesOfFailing(state.checks) });
    state.approved = undefined;
  }
  show(state);
  await listen(state, checks.value);
  return false;
}

function question(state: CutoverState) {
  const { teamShare, bounds } = planOf(state);
  return { domain: state.domain, stage: state.stage, since: state.heldSince, teamShare, bounds };
}

/** The time of a stage counts while its flag is in force, and begins anew after every break. */
function judgeHold(state: CutoverState, checks: readonly GateCheck[]): void {
  const flag = checks.find(({ name }) => name === 'flag');
  const inForce = flag === undefined || flag.verdict === 'pass';
  if (inForce && state.heldSince === undefined) state.heldSince = new Date().toISOString();
  else if (!inForce && state.heldSince !== undefined) {
    tell(state, { who: itself, what: `stage ${state.stage} is broken off`, why: flag.detail });
    Object.assign(state, { heldSince: undefined, samples: undefined });
  }
}

async function compareSamples(state: CutoverState): Promise<GateCheck | undefined> {
  const compared = await step(state, 'the comparison of samples', () => steps(state).compareDomain({ domain: state.domain, samples: planOf(state).samples }));
  if (!compared) return undefined;
  const { mismatches, compared: count, quarantined, differing } = compared.value;
  const detail = `${mismatches} rows differ in ${count} samples${differing.length > 0 ? ` (${differing.join(', ')})` : ''}; ${quarantined} in quarantine`;
  return check('samples', count === 0 ? undefined : mismatches === 0, detail);
}

/** Until a verdict changes, the time of the stage is up, or somebody speaks. */
async function listen(state: CutoverState, checks: readonly GateCheck[]): Promise<void> {
  const heard = state.said;
  const seen = signatureOf(checks);
  const until = isHeldLongEnough(state) ? undefined : heldUntil(state);
  const scope = new CancellationScope();
  let changed = false;
  const watching = scope.run(() => controlWaits().watchReads({ ...question(state), seen, until, everyMs: planOf(state).recheckSeconds * 1000 }))
    .catch((error: unknown) => { if (!isCancellation(error)) tell(state, { who: itself, what: 'the reads cannot be watched', why: holdOf(error, { part: 'run' }).message }); })
    .finally(() => { changed = true; });
  await condition(() => changed || state.said !== heard);
  scope.cancel();
  await watching;
}

async function enterNext(state: CutoverState): Promise<'done' | undefined> {
  const { domain, stage, approved } = state;
  const author = approved ?? { who: itself, why: 'the plan leaves stages whose checks pass' };
  const next = stageAfter(stage);
  if (next !== undefined) {
    const share = next === 'team' ? { team: planOf(state).teamShare } : { everyone: 100, team: 100 };
    const set = await step(state, `the reads of ${next}`, () => steps(state).setReads({ domain, ...share, ...author }));
    if (!set) return undefined;
  }
  tell(state, { ...author, what: next === undefined ? 'the read cutover is done' : `stage ${next} begins` });
  if (next === undefined) return 'done';
  Object.assign(state, { stage: next, stageSince: new Date().toISOString(), heldSince: undefined, checks: [], approved: undefined, samples: undefined });
  return undefined;
}

/** Magento answers everything again; the comparisons end with the reads they were for. */
async function rollBack(state: CutoverState): Promise<void> {
  const { domain } = state;
  // For ever: nobody can say more than that it must be.
  for (;;) {
    try {
      await steps(state).setReads({ domain, everyone: 0, team: 0, ...state.rolledBack! });
      await steps(state).endConsistency({ domain });
      return;
    } catch (error) {
      if (isCancellation(error)) throw error;
      state.hold = holdOf(error, { part: 'run' });
      show(state);
    }
  }
}

/** Does a step; when it fails for good, holds and asks, and tries again once told to. Undefined: rolled back, which waits for nothing. */
async function step<T>(state: CutoverState, what: string, work: () => Promise<T>): Promise<{ readonly value: T } | undefined> {
  const isOver = (): boolean => state.rolledBack !== undefined;
  for (;;) {
    const done = await unless(isOver, work);
    if (done === undefined || 'value' in done) return done;
    state.hold = holdOf(done.error, { part: 'run' });
    tell(state, { who: itself, what: `${what} holds`, why: state.hold.message });
    show(state);
    await condition(() => state.hold === undefined || isOver());
    if (isOver()) return undefined;
  }
}

const show = (state: CutoverState, over?: 'done'): void => setCurrentDetails(describeCutover(cutoverStatus(state, over)));

/** Every message that was taken is done before the history ends. */
async function goOn(state: CutoverState): Promise<void> {
  await condition(allHandlersFinished);
  await continueAsNew<typeof readCutover>({ domain: state.domain }, state);
}
