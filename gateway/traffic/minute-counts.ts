import type { Domain } from '../../contracts/routing';
import { latencyBoundsMs } from './latency-bounds';
import type { TrafficMinute } from './traffic-table';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Counts = Mutable<Omit<TrafficMinute, 'latencies'>> & { readonly latencies: number[] };

export interface MinuteCounts {
  /** Where a domain's requests are counted just now. */
  of(domain: Domain): Counts;
  readonly size: number;
  /** What was counted; from now on it is counted anew. */
  take(): readonly Counts[];
  /** What could not be kept elsewhere joins what has come since; of too much the oldest is given up. */
  giveBack(counts: readonly Counts[]): void;
}

const minuteMs = 60_000;
/** Minutes and domains that are kept while the control database is away: about a day. */
const most = 10_000;

export function createMinuteCounts(): MinuteCounts {
  let counted = new Map<string, Counts>();
  // Those of the minute that runs, found without putting a key together for each request.
  const running = new Map<Domain, Counts>();
  let minute = 0;
  const begin = (domain: Domain): Counts => {
    const key = `${domain} ${minute}`;
    const counts = counted.get(key) ?? emptyMinute(domain, minute);
    counted.set(key, counts);
    running.set(domain, counts);
    return counts;
  };
  return {
    of: (domain) => {
      const now = Date.now();
      if (now - minute >= minuteMs || now < minute) {
        minute = Math.floor(now / minuteMs) * minuteMs;
        running.clear();
      }
      return running.get(domain) ?? begin(domain);
    },
    get size() { return counted.size; },
    take: () => {
      const taken = [...counted.values()];
      counted = new Map();
      running.clear();
      return taken;
    },
    giveBack: (counts) => {
      const merged = new Map(counts.map((held) => [`${held.domain} ${held.minute}`, held]));
      for (const [key, newer] of counted) merged.set(key, sum(merged.get(key), newer));
      counted = merged.size <= most ? merged : new Map([...merged].slice(-most));
      running.clear();
    },
  };
}

const emptyMinute = (domain: Domain, minute: number): Counts => ({
  domain, minute, reads: 0, readsFailed: 0, writes: 0, writesFailed: 0, fallbacks: 0, slowestFallbackMs: 0, latencies: Array<number>(latencyBoundsMs.length + 1).fill(0),
});

function sum(older: Counts | undefined, newer: Counts): Counts {
  if (!older) return newer;
  for (const name of ['reads', 'readsFailed', 'writes', 'writesFailed', 'fallbacks'] as const) older[name] += newer[name];
  older.slowestFallbackMs = Math.max(older.slowestFallbackMs, newer.slowestFallbackMs);
  newer.latencies.forEach((count, index) => { older.latencies[index]! += count; });
  return older;
}
