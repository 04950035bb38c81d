import type { Presence, Trouble, WayPart } from '../target/presence';
import { isHeldOver } from './stream-fault-words';

/** A part that does not answer: what is wrong with it, and what to do. */
export interface AwayPart extends Trouble {
  readonly part: WayPart;
}

/** Parts note themselves every one or two seconds. */
const freshMs = 10_000;
/** A part that was noted so long before the stream was is not one of today's way. */
const togetherMs = 10_000;

/**
 * Which parts of the way from the shop to the services do not answer, by what they said of themselves. Nothing is said of
 * a stream that was never started, and of broker and subscriber only while changes go over them.
 */
export function awayParts(seen: readonly Presence[]): AwayPart[] {
  const stream = newest(seen, 'stream');
  if (!stream) return [];
  const broker = newest(seen, 'broker');
  const overBroker = broker !== undefined && broker.ageMs <= stream.ageMs + togetherMs;
  const others = overBroker ? [...judge(seen, 'broker'), ...judge(seen, 'subscriber')] : [];
  const away = [...judge(seen, 'stream'), ...others];
  // What stopped the stream may be noted of both, and is the other's.
  const saidBy = (says: string): AwayPart => (others.find((other) => other.says === says) ?? away.find((other) => other.says === says))!;
  return away.filter((part) => saidBy(part.says) === part);
}

const newest = (seen: readonly Presence[], part: WayPart): Presence | undefined =>
  seen.filter((presence) => presence.part === part).sort((a, b) => a.ageMs - b.ageMs)[0];

/** Of several one that works is enough. */
function judge(seen: readonly Presence[], part: WayPart): AwayPart[] {
  const all = seen.filter((presence) => presence.part === part);
  if (all.some(({ ageMs, trouble }) => ageMs < freshMs && !trouble)) return [];
  const last = newest(all, part);
  // What nobody looks at any more is told by whoever should look.
  if (part === 'broker' && last!.ageMs >= freshMs) return [];
  if (last && last.ageMs < freshMs) return [{ part, ...last.trouble! }];
  return [{ part, ...silent(part, last) }];
}

function silent(part: WayPart, last: Presence | undefined): Trouble {
  const { who, start } = programs[part];
  if (!last) return { says: `no ${who} was ever there`, remedy: start };
  const ago = `${Math.round(last.ageMs / 1000)} s`;
  // Nothing is tried, and nothing noted, until a person has said so.
  if (last.trouble && isHeldOver(last.trouble.says)) return { says: `${last.trouble.says}; it holds over that for ${ago}`, remedy: last.trouble.remedy };
  if (last.trouble) return { says: `${last.trouble.says}; said ${ago} ago, and nothing since`, remedy: `${last.trouble.remedy}; then see that a ${who} runs` };
  return { says: `no ${who} answers for ${ago}`, remedy: `${start}; where one runs, look at its log` };
}

const programs: Readonly<Record<WayPart, { readonly who: string; readonly start: string }>> = {
  stream: { who: 'stream worker', start: 'start one: node --import tsx workers/main.ts stream' },
  broker: { who: 'broker', start: 'start the Dapr sidecar and Redis' },
  subscriber: { who: 'subscriber', start: 'start one beside its sidecar: node --import tsx workers/main.ts subscribe' },
};
