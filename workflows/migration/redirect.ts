import type { PhaseName } from '../../contracts/messages';
import { controlSteps } from '../activity-proxies';
import { ensureStream } from './ensure-stream';
import { itself, note } from './note';
import { isGoing, stopParts } from './parts-of-run';
import type { Run } from './run';
import type { RunState } from './run-state';

/** Goes to a phase, from its start. */
export function enterPhase(state: RunState, phase: PhaseName, why: string): void {
  Object.assign(state, { phase, phaseSince: new Date().toISOString(), begun: false, atGate: false, gate: undefined });
  note(state, { who: itself, what: `phase ${phase}`, why });
}

/** Goes where a person, or a verdict, sent the run. */
export async function redirect(run: Run): Promise<void> {
  const { state } = run;
  const { again } = state;
  // Cleared first: what follows waits, and waits end while something is to be done again.
  state.again = undefined;
  await stopParts(state, again === 'restartStream' ? undefined : ['backfill', 'catch-up', 'verify']);
  switch (again) {
    case 'backfill':
      return enterPhase(state, 'backfill', `again: ${state.only?.join(', ') ?? 'all entities'}`);
    case 'verify':
      return enterPhase(state, 'verify', 'again');
    case 'repair':
      state.repairFirst = true;
      return enterPhase(state, 'verify', 'repair, then again');
    case 'restartStream':
      return restartStream(run);
    default:
      // Somebody may have ended the stream from outside; the phases after its own rest on it.
      if (state.attempts.stream !== undefined && !isGoing(state, 'stream')) await ensureStream(run);
      return enterPhase(state, state.phase, 'again');
  }
}

async function restartStream(run: Run): Promise<void> {
  const { state, plan } = run;
  const forgotten = await run.step('restart of the stream', () => controlSteps(plan().holds.attempts).forgetPosition({ run: state.run }));
  if (!forgotten) {
    // Something else came first; this is still to be done.
    if (!state.aborted) state.again = 'restartStream';
    return;
  }
  // What was proven before says nothing about what happened in the gap.
  state.verification = undefined;
  state.only = undefined;
  state.recopy = state.spans.map((span) => span.entity);
  enterPhase(state, 'stream', 'from the present end of the log');
}
