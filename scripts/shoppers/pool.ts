import type { Random } from './random';

/** Things that a shopper knows of and may act on. What it knows may be out of date: actions look again, locked. */
export interface Pool<T> {
  readonly size: number;
  pick(random: Random): T | undefined;
  all(): readonly T[];
  add(item: T): void;
  drop(item: T): void;
}

/** A pool that keeps its size bounded by forgetting its oldest items. */
export function createPool<T>(initial: readonly T[], limit = 2000): Pool<T> {
  const items = initial.slice(0, limit);
  return {
    get size() {
      return items.length;
    },
    pick: (random) => (items.length === 0 ? undefined : random.pick(items)),
    all: () => [...items],
    add(item) {
      if (items.length >= limit) items.shift();
      items.push(item);
    },
    drop(item) {
      const at = items.indexOf(item);
      if (at >= 0) items.splice(at, 1);
    },
  };
}
