import type { MessageName, Messages } from '../../contracts/messages';
import type { Instruction } from '../../contracts/parts';
import type { Retuning } from '../../contracts/plan';
import { controlSteps } from '../activity-proxies';
import { mergeTuning } from '../merge-tuning';
import { tellPart } from './parts-of-run';
import type { Run } from './run';
import type { Again, RunState } from './run-state';

type Obey<Name extends MessageName> = (run: Run, word: Messages[Name]) => Promise<string> | string;

/** Does what a message asks for. It was judged before. @returns what was done, in a few words. */
export const obeyMessage = async (run: Run, name: MessageName, word: never): Promise<string> => (obeys[name] as Obey<MessageName>)(run, word);

const obeys: { readonly [Name in MessageName]: Obey<Name> } = {
  pause: async (run, { who, why }) => {
    run.state.paused = { who, why, since: new Date().toISOString() };
    await tellRangeParts(run, { kind: 'pause' });
    return 'paused; the stream goes on';
  },
  resume: (run, said) => (run.state.paused ? resumePaused(run) : resumeHolding(run, said)),
  approve: ({ state }, { who, why }) => {
    state.gate!.approved = { who, why };
    state.gate!.rejected = undefined;
    return `gate ${state.phase} approved`;
  },
  reject: ({ state }, { who, why }) => {
    state.gate!.rejected = { who, why };
    state.gate!.approved = undefined;
    return `gate ${state.phase} stays shut`;
  },
  abort: ({ state }, { who, why }) => {
    state.aborted = { who, why };
    return 'aborting; nothing is deleted';
  },
  finish: ({ state }, { who, why }) => {
    state.finished = { who, why };
    return 'finishing';
  },
  retune: async (run, { concurrency, chunk, throttle }) => {
    const retuning: Retuning = { concurrency, chunk, throttle };
    run.state.tuning = mergeTuning(run.state.tuning, retuning);
    await tellRangeParts(run, { kind: 'retune', retuning });
    return 'retuned';
  },
  skipEntity: async (run, { entity, who, why }) => {
    const { state } = run;
    state.skipped.push(entity);
    forgetHolds(state, entity);
    await tellRangeParts(run, { kind: 'skipEntity', entity });
    await stateEntity(run, { entity, state: 'skipped', why: `${who}: ${why}` });
    return `${entity} is skipped`;
  },
  retryEntity: async (run, { entity, who, why }) => {
    const { state } = run;
    const streamOnly = !state.skipped.includes(entity) && !state.reports.backfill?.holds.some((hold) => hold.entity === entity);
    state.skipped = state.skipped.filter((other) => other !== entity);
    forgetHolds(state, entity);
    // Parts are told first: a pause that one of them has under way is then either over or followed by a hold that is seen.
    await tellRangeParts(run, { kind: 'retryEntity', entity });
    await stateEntity(run, { entity, state: 'active', why: `${who}: ${why}` });
    if (!streamOnly) copyAgain(state, { entity, fromStart: false });
    return `${entity} is tried again`;
  },
  recopyEntity: async (run, { entity, who, why }) => {
    const { state } = run;
    state.skipped = state.skipped.filter((other) => other !== entity);
    forgetHolds(state, entity);
    if (isCopying(state, entity)) await tellPart(run, 'backfill', { kind: 'recopyEntity', entity });
    else copyAgain(state, { entity, fromStart: true });
    await stateEntity(run, { entity, state: 'active', why: `${who}: ${why}` });
    return `${entity} is copied again`;
  },
  verifyAgain: ({ state }) => again(state, 'verify', 'everything is compared again'),
  repair: ({ state }) => again(state, 'repair', 'what differs is projected, then everything is compared again'),
  restartStream: ({ state }) => again(state, 'restartStream', 'the stream begins at the present end of the log, and everything is copied again'),
};

async function resumePaused(run: Run): Promise<string> {
  run.state.paused = undefined;
  await tellRangeParts(run, { kind: 'resume' });
  return 'goes on';
}

async function resumeHolding(run: Run, { who, why }: Messages['resume']): Promise<string> {
  const { state } = run;
  const ownHolds = state.holds.some((hold) => hold.entity === undefined);
  state.holds = state.holds.filter((hold) => hold.entity !== undefined);
  const asking = Object.values(state.reports).filter((report) => report !== undefined && report.holds.length > 0);
  // The stream paused what the copy holds; verification pauses nobody.
  const paused = new Set(state.reports.backfill?.holds.flatMap(({ entity }) => entity ?? []));
  for (const { part, state: how } of asking) if (how !== 'stopped') await tellPart(run, part, { kind: 'retry' });
  for (const entity of paused) await stateEntity(run, { entity, state: 'active', why: `${who}: ${why}` });
  // A part that was ended from outside, or a gate whose checks fail: the phase is done again.
  if (asking.some((report) => report.state === 'stopped') || (asking.length === 0 && !ownHolds)) state.again = 'same';
  return 'tries again';
}

async function tellRangeParts(run: Run, instruction: Instruction): Promise<void> {
  for (const part of ['backfill', 'catch-up', 'verify'] as const) await tellPart(run, part, instruction);
}

const isCopying = ({ phase, atGate, only }: RunState, entity: string): boolean => phase === 'backfill' && !atGate && (only?.includes(entity) ?? true);

/** Back to the backfill, for one entity more, unless the backfill that runs has it. */
function copyAgain(state: RunState, { entity, fromStart }: { entity: string; fromStart: boolean }): void {
  if (isCopying(state, entity) && state.reports.backfill?.state !== 'done') return;
  state.only = [...new Set([...(state.again === 'backfill' ? (state.only ?? []) : []), entity])];
  if (fromStart) state.recopy.push(entity);
  state.again = 'backfill';
}

function forgetHolds(state: RunState, entity: string): void {
  state.holds = state.holds.filter((hold) => hold.entity !== entity);
}

function again(state: RunState, what: Again, answer: string): string {
  state.again = what;
  return answer;
}

const stateEntity = ({ plan }: Run, stated: { entity: string; state: 'active' | 'skipped'; why: string }): Promise<void> =>
  controlSteps(plan().holds.attempts).stateEntity(stated);
