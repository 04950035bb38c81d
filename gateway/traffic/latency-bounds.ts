/** Upper ends, in milliseconds, of the stretches that latencies are counted in; one more holds what took longer. */
export const latencyBoundsMs = [1, 2.5, 5, 10, 25, 50, 100, 150, 200, 300, 400, 600, 800, 1_200, 1_600, 2_500, 5_000, 15_000] as const;

/** The stretch that a latency belongs to. */
export function stretchOf(ms: number): number {
  const index = latencyBoundsMs.findIndex((bound) => ms <= bound);
  return index < 0 ? latencyBoundsMs.length : index;
}

/**
 * The time within which a share of the counted answers came: the upper end of the stretch it falls into.
 * @param share from 0 to 1. @returns milliseconds, Infinity beyond the last bound; undefined when nothing was counted.
 */
export function withinMs(counts: readonly number[], share: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let seen = 0;
  const index = counts.findIndex((count) => (seen += count) >= total * share);
  return latencyBoundsMs[index] ?? Infinity;
}
