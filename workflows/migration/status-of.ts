import type { RunState as Stated, RunStatus } from '../../contracts/outcomes';
import type { GateName } from '../../contracts/messages';
import { allHolds, type RunState } from './run-state';

/** What the query `status` answers. */
export function statusOf(state: RunState, over?: 'verified' | 'aborted'): RunStatus {
  const { gate, phase } = state;
  return {
    run: state.run, phase, state: over ?? stateOf(state), startedAt: state.startedAt, phaseSince: state.phaseSince,
    endedAt: over && state.timeline.at(-1)?.at,
    // What is over waits for nobody.
    paused: over ? undefined : state.paused, gate: gate && !over ? { gate: phase as GateName, ...gate } : undefined,
    holds: allHolds(state), skipped: state.skipped,
    assessment: state.assessment, backfill: state.reports.backfill?.progress, verify: state.reports.verify?.progress, verification: state.verification,
    concurrency: state.tuning.concurrency, chunk: state.tuning.chunk, throttle: state.tuning.throttle, generation: state.generation,
  };
}

function stateOf(state: RunState): Stated {
  if (state.aborted) return 'aborted';
  if (state.paused) return 'paused';
  if (allHolds(state).length > 0) return 'holding';
  if (state.gate) return 'waiting';
  return state.phase === 'follow' ? 'following' : 'running';
}
