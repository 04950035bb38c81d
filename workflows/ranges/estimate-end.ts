import type { Eta } from '../../contracts/outcomes';

export interface Pace {
  /** Work that is left. */
  readonly left: number;
  /** Work per millisecond; undefined before anything was measured. */
  readonly rate: number | undefined;
  /** Of the work that is left, what ranges under way have done of it by now. */
  readonly running: number;
  /** Milliseconds that the work took so far. */
  readonly activeMs: number;
  /** What follows the last range, as a share of the time that all of them take. */
  readonly after: number;
  /** Speeds of single ranges, newest last. */
  readonly speeds: readonly number[];
}

const narrowest = 0.1;
const widest = 1;
/** Below this many ranges the spread says nothing. */
const fewest = 4;

/** Time left at the measured rate; the band is twice the standard error of the speeds of single ranges. */
export function estimateEnd({ left, rate, running, activeMs, after, speeds }: Pace): Eta | undefined {
  if (rate === undefined) return undefined;
  const ranges = (left - running) / rate;
  const seconds = (ranges + (activeMs + ranges) * after) / 1000;
  const band = bandOf(speeds);
  return { seconds: Math.round(seconds), low: Math.round(seconds / (1 + band)), high: Math.round(seconds * (1 + band)) };
}

function bandOf(speeds: readonly number[]): number {
  if (speeds.length < fewest) return widest;
  const mean = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length;
  const variance = speeds.reduce((sum, speed) => sum + (speed - mean) ** 2, 0) / (speeds.length - 1);
  return Math.min(widest, Math.max(narrowest, (2 * Math.sqrt(variance / speeds.length)) / mean));
}
