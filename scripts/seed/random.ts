/** A small seeded generator. Its numbers are for test data only, never for secrets. */
export interface Random {
  /** An integer from 0 to `below` - 1. */
  int(below: number): number;
  /** An integer from `low` to `high`, both included. Throws a RangeError when there is none. */
  between(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Lower-case hex digits. */
  hex(length: number): string;
}

/**
 * The generator of the n-th thing of one kind. Every thing has its own, so any of them can be made again without the
 * ones before it, and a longer run begins with the same things as a shorter one.
 */
export function createRandom(seed: number, kind: string, n: number): Random {
  let state = mix(mix(hash(kind) ^ Math.imul(seed, 0x9e3779b1)) ^ Math.imul(n, 0x85ebca6b));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    int,
    between(low, high) {
      if (high < low) throw new RangeError(`No integer from ${low} to ${high}`);
      return low + int(high - low + 1);
    },
    chance: (probability) => next() < probability,
    pick: <T>(list: readonly T[]) => list[int(list.length)] as T,
    hex(length) {
      let digits = '';
      while (digits.length < length) digits += Math.floor(next() * 0x100000000).toString(16).padStart(8, '0');
      return digits.slice(0, length);
    },
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}

function mix(value: number): number {
  let v = value;
  v = Math.imul(v ^ (v >>> 16), 0x21f0aaad);
  v = Math.imul(v ^ (v >>> 15), 0x735a2d97);
  return v ^ (v >>> 15);
}
