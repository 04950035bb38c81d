import { randomUUID } from 'node:crypto';
import type { Domain } from '../../contracts/routing';
import type { ControlPool } from '../flags/connect-control';
import type { Exchange } from '../proxy/exchange';
import { latencyBoundsMs, stretchOf } from './latency-bounds';
import { addTraffic, type TrafficMinute } from './traffic-table';

/** Counts what a gateway answers, for those who judge over days and over all gateways. */
export interface TrafficCounter {
  observe(exchange: Exchange, ms: number): void;
  /** Writes what was counted since the last time. */
  close(): Promise<void>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Counts = Mutable<Omit<TrafficMinute, 'latencies'>> & { readonly latencies: number[] };

const everyMs = 5_000;
const minuteMs = 60_000;
/** Minutes and domains that are kept while the control database is away: about a day. */
const most = 10_000;

/** @param complain hears, once per silence, that counts cannot be written. */
export function countTraffic(pool: ControlPool | undefined, complain: (error: Error) => void): TrafficCounter {
  const gateway = randomUUID();
  let counted = new Map<string, Counts>();
  let silent = false;
  const countsOf = (domain: Domain): Counts => {
    const minute = Math.floor(Date.now() / minuteMs) * minuteMs;
    const key = `${domain} ${minute}`;
    let counts = counted.get(key);
    if (!counts) counted.set(key, (counts = emptyMinute(domain, minute)));
    return counts;
  };
  const flush = async (): Promise<void> => {
    if (!pool || counted.size === 0) return;
    const taken = counted;
    counted = new Map();
    try {
      await addTraffic(pool, gateway, [...taken.values()]);
      silent = false;
    } catch (error) {
      counted = mergeCounts(taken, counted);
      if (!silent) complain(error as Error);
      silent = true;
    }
  };
  let flushing = Promise.resolve();
  const timer = setInterval(() => { flushing = flushing.then(flush); }, everyMs);
  timer.unref();
  return {
    observe: ({ route: { domain }, isRead, answeredBy, fallback, response: { statusCode }, aborted }, ms) => {
      if (!pool || domain === undefined || aborted) return;
      const counts = countsOf(domain);
      const failed = statusCode >= 500 ? 1 : 0;
      if (!isRead) {
        counts.writes += 1;
        counts.writesFailed += failed;
        return;
      }
      counts.reads += 1;
      counts.readsFailed += failed;
      if (answeredBy === 'service') counts.latencies[stretchOf(ms)]! += 1;
      if (fallback === undefined) return;
      counts.fallbacks += 1;
      counts.slowestFallbackMs = Math.max(counts.slowestFallbackMs, ms);
    },
    close: async () => {
      clearInterval(timer);
      await flushing;
      await flush();
    },
  };
}

const emptyMinute = (domain: Domain, minute: number): Counts => ({
  domain, minute, reads: 0, readsFailed: 0, writes: 0, writesFailed: 0, fallbacks: 0, slowestFallbackMs: 0, latencies: Array<number>(latencyBoundsMs.length + 1).fill(0),
});

/** What could not be written joins what has come since; of too much the oldest is given up. */
function mergeCounts(older: Map<string, Counts>, newer: ReadonlyMap<string, Counts>): Map<string, Counts> {
  for (const [key, counts] of newer) {
    const known = older.get(key);
    if (!known) {
      older.set(key, counts);
      continue;
    }
    for (const name of ['reads', 'readsFailed', 'writes', 'writesFailed', 'fallbacks'] as const) known[name] += counts[name];
    known.slowestFallbackMs = Math.max(known.slowestFallbackMs, counts.slowestFallbackMs);
    counts.latencies.forEach((count, index) => { known.latencies[index]! += count; });
  }
  return older.size <= most ? older : new Map([...older].slice(-most));
}
