import type { GateName } from '../../contracts/messages';
import { check, type GateCheck } from '../../contracts/gate-check';
import { allHolds, followedSpans, type RunState } from './run-state';

/** What the run itself knows at a gate, before it asks the databases. */
export function knownChecks(state: RunState, gate: GateName): GateCheck[] {
  if (gate === 'assess') return [assessmentCheck(state)];
  const holds = allHolds(state);
  const asks = check('holds', holds.length === 0, holds.length === 0 ? 'nothing holds' : `hold: ${holds.map((hold) => hold.entity ?? hold.part).join(', ')}`.slice(0, 200));
  return gate === 'backfill' ? [asks, copyCheck(state)] : [asks];
}

function assessmentCheck({ assessment }: RunState): GateCheck {
  if (!assessment) return check('assessment', undefined, 'the shop was not assessed');
  const { blockers, warnings, worst } = assessment;
  return check('assessment', blockers === 0, `${blockers} blockers, ${warnings} warnings${worst.length > 0 ? `: ${worst.join(', ')}` : ''}`.slice(0, 400));
}

function copyCheck(state: RunState): GateCheck {
  const progress = state.reports.backfill?.progress;
  if (!progress) return check('copied', undefined, 'nothing was reported by the backfill');
  const all = progress.rangesDone === progress.ranges;
  return check('copied', all, `${progress.rangesDone} of ${progress.ranges} ranges of ${followedSpans(state).length} entities, ${progress.rows} rows`);
}
