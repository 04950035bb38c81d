import { randomUUID } from 'node:crypto';
import type { ControlPool } from '../flags/connect-control';
import type { Exchange } from '../proxy/exchange';
import { stretchOf } from './latency-bounds';
import { createMinuteCounts } from './minute-counts';
import { addTraffic } from './traffic-table';

/** Counts what a gateway answers, for those who judge over days and over all gateways. */
export interface TrafficCounter {
  observe(exchange: Exchange, ms: number): void;
  /** Writes what was counted since the last time. */
  close(): Promise<void>;
}

const everyMs = 5_000;

/** @param complain hears, once per silence, that counts cannot be written. */
export function countTraffic(pool: ControlPool | undefined, complain: (error: Error) => void): TrafficCounter {
  const gateway = randomUUID();
  const minutes = createMinuteCounts();
  let silent = false;
  const flush = async (): Promise<void> => {
    if (!pool || minutes.size === 0) return;
    const taken = minutes.take();
    try {
      await addTraffic(pool, gateway, taken);
      silent = false;
    } catch (error) {
      minutes.giveBack(taken);
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
      const counts = minutes.of(domain);
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
