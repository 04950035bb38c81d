import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';
import type { GateName } from '../../contracts/messages';
import { allPass, namesOfFailing, signatureOf, type GateCheck } from '../../contracts/gate-check';
import { controlSteps, controlWaits } from '../activity-proxies';
import { holdOf } from '../hold-of';
import { knownChecks } from './known-checks';
import { itself, note } from './note';
import type { Run } from './run';
import { followedSpans, type OpenGate } from './run-state';

/** An assessment asks the source for seconds: seldom enough to be felt by nobody. */
const assessEverySeconds = 30;

/**
 * Waits at a gate. Its checks come first, and go on for as long as a person thinks; a gate that was approved opens only
 * if they pass at that very moment. @returns false when the phase must end where it is.
 */
export async function passGate(run: Run, gate: GateName): Promise<boolean> {
  const { state } = run;
  const open: OpenGate = (state.gate ??= { since: new Date().toISOString(), checks: [] });
  for (;;) {
    const checks = await askGate(run, gate);
    if (checks === undefined) return false;
    open.checks = checks;
    const opener = openerOf(run, open);
    if (allPass(open.checks) && opener && !state.paused) {
      note(state, { ...opener, what: `gate ${gate} opened` });
      state.gate = undefined;
      return true;
    }
    if (open.approved && !allPass(open.checks)) {
      note(state, { who: itself, what: `gate ${gate}: approval by ${open.approved.who} lapsed`, why: namesOfFailing(open.checks) });
      open.approved = undefined;
    }
    run.show();
    if (!(await listen(run, gate, open))) return false;
  }
}

function openerOf(run: Run, { approved, rejected }: OpenGate): { who: string; why: string } | undefined {
  if (approved) return approved;
  return run.plan().gates === 'auto' && !rejected ? { who: itself, why: 'the plan opens gates whose checks pass' } : undefined;
}

const question = ({ state, plan }: Run, gate: GateName) => ({
  gate, entities: followedSpans(state).map((span) => span.entity), maxLagMs: plan().catchUp.maxLagMs, verification: state.verification?.verification,
});

async function askGate(run: Run, gate: GateName): Promise<GateCheck[] | undefined> {
  const known = knownChecks(run.state, gate);
  // Nothing is written before the first gate is passed, so there is nothing to ask the databases.
  if (gate === 'assess') return known;
  const { checkGate } = controlSteps(run.plan().holds.attempts);
  const asked = await run.step(`gate ${gate}`, () => checkGate(question(run, gate)));
  return asked && [...known, ...asked.value];
}

/** Until a verdict changes, or somebody speaks. @returns false when the phase must end where it is. */
async function listen(run: Run, gate: GateName, open: OpenGate): Promise<boolean> {
  const { state } = run;
  const heard = state.said;
  const scope = new CancellationScope();
  let changed = false;
  const looking = gate === 'assess' ? lookAgain(run, open) : () => watch(run, gate, open);
  const watching = looking === undefined ? Promise.resolve() : scope.run(looking).then(() => { changed = true; }, (error: unknown) => {
    if (!isCancellation(error)) throw error;
  });
  await condition(() => changed || run.mustLeave() || state.said !== heard);
  scope.cancel();
  await watching;
  return !run.mustLeave();
}

/** A shop with blockers is assessed anew as long as it has them, so that mending them is enough. */
function lookAgain(run: Run, open: OpenGate): (() => Promise<void>) | undefined {
  if (allPass(open.checks)) return undefined;
  const { acknowledge, customersSince, holds } = run.plan();
  return async () => {
    const seen = JSON.stringify(run.state.assessment);
    await controlWaits().watchAssessment({ acknowledge, customersSince, seen, everyMs: Math.max(holds.recheckSeconds, assessEverySeconds) * 1000 });
    run.state.again = 'same';
  };
}

async function watch(run: Run, gate: GateName, open: OpenGate): Promise<void> {
  const live = open.checks.slice(knownChecks(run.state, gate).length);
  const seen = signatureOf(live);
  try {
    await controlWaits().watchGate({ ...question(run, gate), seen, everyMs: run.plan().holds.recheckSeconds * 1000 });
  } catch (error) {
    if (isCancellation(error)) throw error;
    await sleep(run.plan().holds.recheckSeconds * 1000);
    note(run.state, { who: itself, what: `gate ${gate} cannot be watched`, why: holdOf(error, { part: 'run' }).message });
  }
}
