/** Least and most that may be asked for, and what holds when nothing is asked. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly preset: number;
}

/** Every number that may be changed while a run goes on. Workflows judge by it as well as the plan's schema. */
export const tuningBounds = {
  concurrency: { min: 1, max: 32, preset: 3 },
  chunk: {
    chunk: { min: 1, max: 100_000, preset: 500 },
    maxChunk: { min: 1, max: 100_000, preset: 10_000 },
    holdMs: { min: 10, max: 10_000, preset: 500 },
    maxBytes: { min: 65_536, max: 268_435_456, preset: 16_777_216 },
  },
  throttle: {
    maxThreadsRunning: { min: 1, max: 10_000, preset: 25 },
    maxLatencyMs: { min: 1, max: 60_000, preset: 250 },
    maxReplicaLagSeconds: { min: 0, max: 3600, preset: 10 },
    maxStreamLagMs: { min: 100, max: 3_600_000, preset: 2000 },
    pauseMs: { min: 10, max: 60_000, preset: 500 },
  },
} as const satisfies { concurrency: Bounds; chunk: Record<string, Bounds>; throttle: Record<string, Bounds> };
