import type { GateCheck } from '../../contracts/gate-check';
import type { Hold, Said, TimelineEntry } from '../../contracts/outcomes';
import type { Domain } from '../../contracts/routing';
import type { CutoverPlan } from '../../contracts/cutover-plan';
import { cutoverStages, type CutoverStage, type CutoverStatus } from '../../contracts/read-cutover';

/** All that a read cutover must remember; it survives continue-as-new. */
export interface CutoverState {
  readonly domain: Domain;
  /** Missing until it was read and found good. */
  plan?: CutoverPlan;
  stage: CutoverStage;
  stageSince: string;
  /** Since when the stage has gone without a break. */
  heldSince?: string;
  checks: readonly GateCheck[];
  approved?: Said;
  rolledBack?: Said;
  hold?: Hold;
  /** What the exit check's samples came to; asked anew when somebody says resume. */
  samples?: GateCheck;
  timeline: readonly TimelineEntry[];
  /** Counts what was said. */
  said: number;
}

const keptEntries = 30;

export const emptyCutover = (domain: Domain, now: string): CutoverState => ({ domain, stage: 'preconditions', stageSince: now, checks: [], timeline: [], said: 0 });

export function tell(state: CutoverState, { who, what, why }: Omit<TimelineEntry, 'at'>): void {
  state.said += 1;
  state.timeline = [...state.timeline, { at: new Date().toISOString(), who: who.slice(0, 40), what: what.slice(0, 120), why: why.slice(0, 200) }].slice(-keptEntries);
}

/** The stage after this one; undefined after the last. */
export const stageAfter = (stage: CutoverStage): CutoverStage | undefined => cutoverStages[cutoverStages.indexOf(stage) + 1];

/** How long a stage must go without a break, in milliseconds. */
export function holdMsOf(state: CutoverState): number {
  const { teamHoldSeconds, holdSeconds } = planOf(state);
  return { preconditions: 0, team: teamHoldSeconds, everyone: holdSeconds }[state.stage] * 1000;
}

export function planOf({ plan }: CutoverState): CutoverPlan {
  if (!plan) throw new Error('the plan was not read yet');
  return plan;
}

export function heldUntil(state: CutoverState): string | undefined {
  return state.heldSince === undefined ? undefined : new Date(Date.parse(state.heldSince) + holdMsOf(state)).toISOString();
}

export const isHeldLongEnough = (state: CutoverState): boolean => state.heldSince !== undefined && Date.now() >= Date.parse(state.heldSince) + holdMsOf(state);

/** What the query `status` answers. */
export function cutoverStatus(state: CutoverState, over?: 'done'): CutoverStatus {
  return {
    domain: state.domain, stage: state.stage, state: over ?? stateOf(state), stageSince: state.stageSince, heldSince: state.heldSince, heldUntil: heldUntil(state),
    checks: state.checks, approved: state.approved, hold: state.hold, timeline: state.timeline,
  };
}

function stateOf(state: CutoverState): CutoverStatus['state'] {
  if (state.rolledBack) return 'rolledBack';
  if (state.hold) return 'failed';
  if (state.checks.length === 0) return 'checking';
  if (state.heldSince === undefined) return 'broken';
  return isHeldLongEnough(state) ? 'waiting' : 'holding';
}
