import { createRandom } from '../shoppers/random';

/** One kill, counted from the one before it. */
export interface PlannedKill<Victim extends string> {
  readonly victim: Victim;
  /** Whether the stream must have moved since the last kill; otherwise the kill hits whatever is still recovering. */
  readonly recovered: boolean;
  /** Milliseconds to wait before the kill, and to stay down after it. */
  readonly afterMs: number;
  readonly downMs: number;
}

/** Random moments, the same for the same seed. Everybody gets the same share, in random order. */
export function planKills<Victim extends string>({ kills, seed, victims }: { kills: number; seed: number; victims: readonly Victim[] }): PlannedKill<Victim>[] {
  const random = createRandom(seed);
  const left = Array.from({ length: kills }, (_, index) => victims[index % victims.length]!);
  return Array.from({ length: kills }, () => {
    const [victim] = left.splice(random.between(0, left.length - 1), 1);
    return { victim: victim!, recovered: random.chance(0.75), afterMs: random.between(0, 800), downMs: random.chance(0.5) ? 0 : random.between(0, 800) };
  });
}
