import { setTimeout } from 'node:timers/promises';
import type { ThrottleSettings } from '../contracts/plan';
import type { Load } from '../pipeline/source-load';

/** How near the source is to its limits: 1 is at one of them. */
export interface Pressure {
  readonly level: number;
  readonly why: string;
}

/** A late stream is slowed down by what is copied beside it, but never holds it up: only a copy that goes on comes to its end. */
const mostOfStream = 0.99;

/** The worst of what the source and the stream feel, against their limits. */
export function pressureOf(load: Load, settings: ThrottleSettings): Pressure {
  const threads = { level: load.threadsRunning / settings.maxThreadsRunning, why: `${load.threadsRunning} running threads at the source` };
  const latency = { level: load.latencyMs / settings.maxLatencyMs, why: `the source answers in ${Math.round(load.latencyMs)} ms` };
  const behind = load.replicaLagSeconds;
  const lag = behind === undefined || behind === 0 ? undefined
    : { level: settings.maxReplicaLagSeconds === 0 ? 1 : behind / settings.maxReplicaLagSeconds, why: `the source is ${behind} s behind its primary` };
  const stream = load.streamLagMs === undefined ? undefined
    : { level: Math.min(mostOfStream, load.streamLagMs / settings.maxStreamLagMs), why: `the stream is ${Math.round(load.streamLagMs)} ms behind` };
  return [threads, latency, ...(lag ? [lag] : []), ...(stream ? [stream] : [])].reduce((worst, next) => (next.level > worst.level ? next : worst));
}

/**
 * How long to rest after a chunk: nothing while all are at ease, and from half of a limit on more and more, up to
 * as long as the chunk took. So the shop goes first well before it suffers, and its changes before what is copied.
 */
export const restAfter = (chunkMs: number, { level }: Pressure): number => (level <= 0.5 ? 0 : Math.round(chunkMs * Math.min(1, (level - 0.5) * 2)));

export interface Throttle {
  readonly settings: ThrottleSettings;
  readonly signal: AbortSignal;
  readLoad(): Promise<Load>;
  /** Says why nothing is copied right now. */
  onWait(why: string): void;
}

/** Waits as long as the source is at a limit, then rests in proportion. @param chunkMs how long the last chunk took. */
export async function giveWay({ settings, signal, readLoad, onWait }: Throttle, chunkMs: number): Promise<void> {
  let pressure = pressureOf(await readLoad(), settings);
  while (pressure.level >= 1) {
    onWait(pressure.why);
    await setTimeout(settings.pauseMs, undefined, { signal });
    pressure = pressureOf(await readLoad(), settings);
  }
  const rest = restAfter(chunkMs, pressure);
  if (rest > 0) await setTimeout(rest, undefined, { signal });
}
