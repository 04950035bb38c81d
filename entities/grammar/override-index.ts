/** The overrides of one entity, found by id, by range of Magento ids and by range of ids. */
export interface OverrideIndex {
  keyOf(uuid: string): number | undefined;
  /** Ids of the overridden keys in a closed range. */
  ofKeys(from: number, to: number): string[];
  /** Overriding ids that sort at or after one and, where there is an end, before another. */
  between(from: string, below: string | undefined): string[];
}

const indexes = new WeakMap<ReadonlyMap<number, string>, OverrideIndex>();
const none: ReadonlyMap<number, string> = new Map();

/** Indexes overrides once, however often they are asked: there may be a million of them. */
export function overrideIndex(overrides: ReadonlyMap<number, string> = none): OverrideIndex {
  let index = indexes.get(overrides);
  if (!index) indexes.set(overrides, (index = buildIndex(overrides)));
  return index;
}

function buildIndex(overrides: ReadonlyMap<number, string>): OverrideIndex {
  const byUuid = new Map([...overrides].map(([key, uuid]) => [uuid, key]));
  const uuids = [...byUuid.keys()].sort();
  const keys = [...overrides.keys()].sort((a, b) => a - b);
  return {
    keyOf: (uuid) => byUuid.get(uuid),
    ofKeys: (from, to) => keys.slice(firstNotBelow(keys, from), firstNotBelow(keys, to + 1)).map((key) => overrides.get(key)!),
    between: (from, below) => uuids.slice(firstNotBelow(uuids, from), below === undefined ? undefined : firstNotBelow(uuids, below)),
  };
}

function firstNotBelow<T extends number | string>(sorted: readonly T[], bound: T): number {
  let low = 0;
  for (let high = sorted.length; low < high;) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
