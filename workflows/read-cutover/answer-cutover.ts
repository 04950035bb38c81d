import { ApplicationFailure, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { allPass, whyShut } from '../../contracts/gate-check';
import { queryNames } from '../../contracts/messages';
import type { TimelineEntry } from '../../contracts/outcomes';
import { cutoverMessages, type CutoverMessage, type CutoverMessages, type CutoverStatus } from '../../contracts/read-cutover';
import { isRecord, isText } from '../is-word';
import { cutoverStatus, isHeldLongEnough, tell, type CutoverState } from './cutover-state';

/** Takes every message as update and as signal, and answers the queries. */
export function answerCutover(state: CutoverState, over: () => 'done' | undefined): void {
  setHandler(defineQuery<CutoverStatus>(queryNames.status), () => cutoverStatus(state, over()));
  setHandler(defineQuery<readonly TimelineEntry[]>(queryNames.timeline), () => state.timeline);
  for (const name of cutoverMessages) {
    setHandler(defineUpdate<string, [unknown]>(name), (word) => obey(state, name, word as never), { validator: (word) => refuse(state, name, word) });
    setHandler(defineSignal<[unknown]>(name), (word) => {
      const reason = judge(state, name, word);
      if (reason === undefined) obey(state, name, word as never);
      else tell(state, { who: 'banyan', what: `${name} was ignored`, why: reason });
    });
  }
}

function refuse(state: CutoverState, name: CutoverMessage, word: unknown): void {
  const reason = judge(state, name, word);
  if (reason !== undefined) throw ApplicationFailure.create({ type: 'Refused', message: reason, nonRetryable: true });
}

/** Why a message makes no sense now; undefined: it does. */
function judge(state: CutoverState, name: CutoverMessage, word: unknown): string | undefined {
  if (!isRecord(word) || !isText(word.who) || !isText(word.why)) return `${name} needs who says it and why, both as text: {"who": "…", "why": "…"}`;
  if (state.rolledBack) return `the reads of ${state.domain} were rolled back by ${state.rolledBack.who}`;
  if (name !== 'approve') return undefined;
  if (word.stage !== undefined && word.stage !== state.stage) return `stage ${String(word.stage)} does not wait; ${state.stage} does`;
  if (!isHeldLongEnough(state)) return `stage ${state.stage} holds until ${cutoverStatus(state).heldUntil ?? 'its flag has been in force for its time'}`;
  return allPass(state.checks) ? undefined : `stage ${state.stage} cannot be left: ${whyShut(state.checks)}`;
}

function obey<Name extends CutoverMessage>(state: CutoverState, name: Name, word: CutoverMessages[Name]): string {
  const { who, why } = word;
  tell(state, { who, what: name, why });
  if (name === 'rollback') state.rolledBack = { who, why };
  if (name === 'approve') state.approved = { who, why };
  if (name === 'resume') {
    state.hold = undefined;
    state.samples = undefined;
  }
  return { approve: `stage ${state.stage} is left`, resume: 'tries again', rollback: 'all reads go back to Magento' }[name];
}
