import { setTimeout } from 'node:timers/promises';
import type { Unsettled } from '../../target/unsettled';
import { createDeliveryJudge } from './judge-delivery';
import type { Sidecar } from './sidecar';

export interface SidecarWatch {
  /** What the stream says is under way. */
  readonly unsettled: () => Promise<readonly Unsettled[]>;
  /** Whether something of the entity has come since this was asked last. */
  readonly arrived: (entity: string) => boolean;
  readonly sidecar: Sidecar;
  /** Whether a sidecar that delivers nothing is ended, for whoever supervises it to start another, or only told of. */
  readonly restart: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Default the time of day. */
  readonly clock?: Clock;
}

export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Resolves after some milliseconds, or at the signal. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

const lookMs = 1000;
/** Between the first two times that it is ended; each later time twice as long. */
const firstPauseMs = 30_000;
const longestPauseMs = 10 * 60_000;
/** How long a sidecar that is up may take to ask what is subscribed to. It asks once. */
const askMs = 10_000;
/** How long a sidecar may take to be there again. */
const backMs = 60_000;

/**
 * Looks until the signal whether what is sent comes. A sidecar can stay up, take events and deliver none for good: its
 * subscription failed to begin or lost its workers, a connection to the broker is half open. A new one delivers, and
 * nothing is lost with the old one: what it held is not acknowledged.
 */
export async function watchSidecar(watch: SidecarWatch): Promise<void> {
  const { signal, clock = timeOfDay } = watch;
  const judge = createDeliveryJudge();
  const patience = createPatience(clock);
  const arrived = (entity: string): boolean => {
    const came = watch.arrived(entity);
    if (came) patience.came(entity);
    return came;
  };
  const read = tellOnce(watch);
  let lacks = lookForSubscription({ ...watch, clock });
  for (; !signal.aborted; await clock.pause(lookMs, signal)) {
    const unsettled = await read();
    const stuck = judge.look(unsettled, arrived, clock.now());
    const unasked = await lacks();
    if ((stuck.length === 0 && !unasked) || !patience.isOver()) continue;
    await renew({ ...watch, clock }, stuck.length > 0 ? `events of ${stuck.join(', ')} are sent, and nothing comes` : 'the sidecar is subscribed to nothing');
    lacks = lookForSubscription({ ...watch, clock });
    judge.forget();
    patience.begin(stuck);
  }
}

const timeOfDay: Clock = { now: Date.now, pause: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined) };

/** Time between sidecars: twice as long each time, until what did not come comes. Not every cause is mended by a new one. */
function createPatience({ now }: Clock): { came(entity: string): void; isOver(): boolean; begin(stuck: readonly string[]): void } {
  const missed = new Set<string>();
  let over = 0;
  let ms = firstPauseMs;
  return {
    came: (entity) => {
      if (missed.delete(entity) && missed.size === 0) ms = firstPauseMs;
    },
    isOver: () => now() >= over,
    begin: (stuck) => {
      for (const entity of stuck) missed.add(entity);
      over = now() + ms;
      ms = Math.min(ms * 2, longestPauseMs);
    },
  };
}

/** Reads what is under way; nothing where it cannot be read. A failure is told when it begins, not each time. */
function tellOnce({ unsettled, say }: SidecarWatch): () => Promise<readonly Unsettled[]> {
  let failing = false;
  return async () => {
    try {
      const found = await unsettled();
      failing = false;
      return found;
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      if (!failing) say(`whether events come through cannot be told: ${code ?? message}`);
      failing = true;
      return [];
    }
  };
}

/**
 * Whether a sidecar has said for long enough that it is subscribed to nothing: nobody answered when it asked, or it was
 * refused. Once it is subscribed it is not asked again.
 */
function lookForSubscription({ sidecar, clock }: SidecarWatch & { readonly clock: Clock }): () => Promise<boolean> {
  let subscribed = false;
  let since: number | undefined;
  return async () => {
    const told = subscribed || (await sidecar.subscribed());
    subscribed = told === true;
    since = told === false ? since ?? clock.now() : undefined;
    return since !== undefined && clock.now() - since >= askMs;
  };
}

async function renew({ sidecar, restart, say, signal, clock }: SidecarWatch & { readonly clock: Clock }, what: string): Promise<void> {
  if (!restart) return say(`${what}: restart the sidecar`);
  say(`${what}: the sidecar is ended, to be started anew`);
  try {
    await sidecar.end();
  } catch (error) {
    return say(`the sidecar cannot be ended (${(error as Error).message}): restart it`);
  }
  const until = async (works: boolean): Promise<boolean> => {
    for (const end = clock.now() + backMs; !signal.aborted && clock.now() < end; await clock.pause(100, signal)) if ((await sidecar.works()) === works) return true;
    return false;
  };
  // It goes on answering for a moment while it ends.
  await until(false);
  if (await until(true)) say('the sidecar works again');
  else if (!signal.aborted) say(`nobody has started the sidecar again for ${backMs / 1000} s: start it, and have something do so when it ends`);
}
