import { workflowInfo } from '@temporalio/workflow';
import type { Said } from '../../contracts/outcomes';
import type { RunState } from './run-state';

/** What the timeline keeps; the audit keeps everything. */
const kept = 20;
const longest = 120;

/** Who speaks when nobody did. */
export const itself = 'banyan';

export interface Noted extends Said {
  readonly what: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** Puts an entry into the timeline and, to be written soon, into the audit. */
export function note(state: RunState, { who, what, why, detail }: Noted): void {
  state.said += 1;
  state.timeline = [...state.timeline, { at: new Date().toISOString(), who: who.slice(0, 40), what: what.slice(0, longest), why: why.slice(0, longest) }].slice(-kept);
  const id = `${workflowInfo().firstExecutionRunId}/${state.said}`;
  state.unwritten.push({ run: state.run, who, action: what, why: why.slice(0, 1000), detail: { ...detail, id, phase: state.phase } });
}
