import { allPass, fails, whyShut } from '../../contracts/gate-check';
import { gateNames, type GateName, type MessageName, type Messages } from '../../contracts/messages';
import { tuningBounds, type Bounds } from '../../contracts/tuning-bounds';
import { isRecord, isText } from '../is-word';
import { allHolds, type RunState } from './run-state';

type Judge<Name extends MessageName> = (state: RunState, word: Messages[Name]) => string | undefined;

/** Why a message makes no sense now; undefined: it does. */
export function judgeMessage(state: RunState, name: MessageName, word: unknown): string | undefined {
  if (!isRecord(word)) return `${name} needs {"who": "…", "why": "…"}`;
  if (!isText(word.who) || !isText(word.why)) return `${name} needs who says it and why, both as text: {"who": "…", "why": "…"}`;
  if (state.aborted) return `run ${state.run} was aborted by ${state.aborted.who}`;
  return (judges[name] as Judge<MessageName>)(state, word as never);
}

const judges: { readonly [Name in MessageName]: Judge<Name> } = {
  pause: (state) => (state.paused ? `run ${state.run} is paused already, by ${state.paused.who}` : undefined),
  resume: (state) => (state.paused || allHolds(state).length > 0 || (state.gate && !allPass(state.gate.checks)) ? undefined : `run ${state.run} is neither paused nor holding`),
  approve: (state, { gate }) => atGate(state, gate) ?? (allPass(state.gate!.checks) ? undefined : `gate ${state.phase} cannot open: ${whyShut(state.gate!.checks)}${state.phase === 'assess' ? '. Mend it, or acknowledge it in the plan: the shop is assessed again every half a minute, and at once by banyan resume' : ''}`),
  reject: (state, { gate }) => atGate(state, gate) ?? (state.gate!.rejected ? `gate ${state.phase} was rejected already, by ${state.gate!.rejected.who}` : undefined),
  abort: () => undefined,
  finish: (state) => (isLost(state) ? `run ${state.run} has lost its position in the log: restart the stream and verify first`
    : state.phase === 'follow' ? undefined : `run ${state.run} is not verified yet; it is in phase ${state.phase}`),
  retune: (_, word) => judgeRetuning(word),
  skipEntity: (state, { entity }) => known(state, entity) ?? (state.skipped.includes(entity) ? `${entity} is skipped already` : undefined),
  retryEntity: (state, { entity }) => known(state, entity)
    ?? (state.skipped.includes(entity) || allHolds(state).some((hold) => hold.entity === entity) || isPausedUnseen(state) ? undefined : `${entity} neither holds nor is skipped`),
  recopyEntity: (state, { entity }) => known(state, entity) ?? copied(state),
  verifyAgain: (state) => compared(state),
  repair: (state) => compared(state) ?? (state.verification!.mismatches > 0 ? undefined : 'the last verification found nothing to repair'),
  restartStream: (state) => (isLost(state) ? undefined : copied(state)),
};

/** The gate found an entity paused. Whoever paused it may have died before the run was told, so none may be refused. */
const isPausedUnseen = ({ gate }: RunState): boolean => gate !== undefined && fails(gate.checks, 'entities');

const isLost = (state: RunState): boolean => allHolds(state).some((hold) => hold.failure === 'PositionLost');

function atGate(state: RunState, named: unknown): string | undefined {
  if (!state.gate) return `run ${state.run} is not at a gate; it is in phase ${state.phase}`;
  if (named === undefined || named === state.phase) return undefined;
  return gateNames.includes(named as GateName) ? `gate ${String(named)} does not wait; ${state.phase} does` : `there is no gate ${JSON.stringify(named)}; there are: ${gateNames.join(', ')}`;
}

function known({ spans }: RunState, entity: unknown): string | undefined {
  if (!isText(entity)) return 'name the entity: {"entity": "order", "who": "…", "why": "…"}';
  if (spans.length === 0) return 'no entity is planned yet; leave it out in the plan instead';
  return spans.some((span) => span.entity === entity) ? undefined : `this run has no entity ${JSON.stringify(entity)}; it has: ${spans.map((span) => span.entity).join(', ')}`;
}

const copied = ({ attempts }: RunState): string | undefined => (attempts.backfill === undefined ? 'nothing was copied yet' : undefined);

function compared(state: RunState): string | undefined {
  if (!state.verification) return 'nothing was compared yet';
  return (state.phase === 'verify' && state.atGate) || state.phase === 'follow' ? undefined : `the verification is not over; the run is in phase ${state.phase}`;
}

function judgeRetuning({ concurrency, chunk, throttle }: Messages['retune']): string | undefined {
  if (concurrency === undefined && chunk === undefined && throttle === undefined) return 'name what to change: concurrency, chunk or throttle';
  return judgeNumber('concurrency', concurrency, tuningBounds.concurrency)
    ?? judgeNumbers('chunk', chunk, tuningBounds.chunk) ?? judgeNumbers('throttle', throttle, tuningBounds.throttle);
}

function judgeNumbers(name: string, given: unknown, bounds: Readonly<Record<string, Bounds>>): string | undefined {
  if (given === undefined) return undefined;
  if (!isRecord(given)) return `${name} must be an object with ${Object.keys(bounds).join(', ')}`;
  for (const [field, value] of Object.entries(given)) {
    const bound = bounds[field];
    if (!bound) return `${name} has no ${field}; it has: ${Object.keys(bounds).join(', ')}`;
    const wrong = judgeNumber(`${name}.${field}`, value, bound);
    if (wrong) return wrong;
  }
  return undefined;
}

const judgeNumber = (name: string, value: unknown, { min, max }: Bounds): string | undefined =>
  (value === undefined || (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) ? undefined : `${name} must be a whole number from ${min} to ${max}`);
