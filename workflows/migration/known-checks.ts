import type { GateName } from '../../contracts/messages';
import type { GateCheck } from '../../contracts/outcomes';
import { allHolds, followedSpans, type RunState } from './run-state';

/** What the run itself knows at a gate, before it asks the databases. */
export function knownChecks(state: RunState, gate: GateName): GateCheck[] {
  if (gate === 'assess') return [assessmentCheck(state)];
  const holds = allHolds(state);
  const asks: GateCheck = {
    name: 'holds', verdict: holds.length === 0 ? 'pass' : 'fail',
    detail: holds.length === 0 ? 'nothing holds' : `hold: ${holds.map((hold) => hold.entity ?? hold.part).join(', ')}`.slice(0, 200),
  };
  return gate === 'backfill' ? [asks, copyCheck(state)] : [asks];
}

function assessmentCheck({ assessment }: RunState): GateCheck {
  if (!assessment) return { name: 'assessment', verdict: 'unknown', detail: 'the shop was not assessed' };
  const { blockers, warnings, worst } = assessment;
  return { name: 'assessment', verdict: blockers === 0 ? 'pass' : 'fail', detail: `${blockers} blockers, ${warnings} warnings${worst.length > 0 ? `: ${worst.join(', ')}` : ''}`.slice(0, 400) };
}

function copyCheck(state: RunState): GateCheck {
  const progress = state.reports.backfill?.progress;
  if (!progress) return { name: 'copied', verdict: 'unknown', detail: 'nothing was reported by the backfill' };
  const all = progress.rangesDone === progress.ranges;
  return { name: 'copied', verdict: all ? 'pass' : 'fail', detail: `${progress.rangesDone} of ${progress.ranges} ranges of ${followedSpans(state).length} entities, ${progress.rows} rows` };
}
