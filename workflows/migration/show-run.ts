import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { searchAttributes as names } from '../../contracts/messages';
import { describeRun } from './describe-run';
import type { RunState } from './run-state';
import { statusOf } from './status-of';

const keys = {
  run: defineSearchAttributeKey(names.run, 'KEYWORD'),
  phase: defineSearchAttributeKey(names.phase, 'KEYWORD'),
  gate: defineSearchAttributeKey(names.gate, 'KEYWORD'),
  entity: defineSearchAttributeKey(names.entity, 'KEYWORD_LIST'),
  progress: defineSearchAttributeKey(names.progress, 'INT'),
};

/** Progress is upserted in steps: every upsert is an event of the history. */
const progressStep = 10;

/** Keeps what people see of a run in the Web UI up to date. */
export function createShow(state: RunState): (over?: 'verified' | 'aborted') => void {
  const last = new Map<string, string>();
  // Before anybody set them they are absent; after continue-as-new nobody here knows.
  const first = state.generation === 1 ? 'null' : '';
  return (over) => {
    const status = statusOf(state, over);
    setCurrentDetails(describeRun(status, state.timeline));
    if (!state.searchable) return;
    const percent = (state.phase === 'verify' ? status.verify : status.backfill)?.percent;
    const wanted: SearchAttributeUpdatePair[] = [
      { key: keys.run, value: state.run },
      { key: keys.phase, value: over ?? state.phase },
      { key: keys.gate, value: status.gate && !over ? status.gate.gate : null },
      { key: keys.entity, value: entitiesIn(state) },
      { key: keys.progress, value: percent === undefined ? null : Math.floor(percent / progressStep) * progressStep },
    ];
    const changed = wanted.filter(({ key, value }) => (last.get(key.name) ?? first) !== JSON.stringify(value));
    if (changed.length === 0) return;
    for (const { key, value } of changed) last.set(key.name, JSON.stringify(value));
    upsertSearchAttributes(changed);
  };
}

/** Entities that hold: those are what one searches for. */
function entitiesIn(state: RunState): string[] | null {
  const held = statusOf(state).holds.flatMap((hold) => (hold.entity ? [hold.entity] : []));
  return held.length > 0 ? [...new Set(held)].slice(0, 10) : null;
}
