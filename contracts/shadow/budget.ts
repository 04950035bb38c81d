import { performance, type EventLoopUtilization } from 'node:perf_hooks';

export interface BudgetOptions {
  /** Pieces of work in hand at once. */
  readonly atOnce: number;
  /** Pieces that wait. */
  readonly waiting: number;
  /** Pieces begun within a second. */
  readonly perSecond: number;
  /** No work is begun while the program itself is busier than this share of the time. */
  readonly busiest: number;
}

export interface Budget {
  /** Runs work some time later, or refuses it. @returns whether it was taken. */
  run(work: () => Promise<void>, failed: () => void): boolean;
}

/** Lets work be done beside what matters, and refuses it rather than let it pile up or get in the way. */
export function createBudget({ atOnce, waiting, perSecond, busiest }: BudgetOptions): Budget {
  let running = 0;
  let left = perSecond;
  let refilledAt = performance.now();
  let looked: EventLoopUtilization = performance.eventLoopUtilization();
  let busy = 0;
  const queue: (() => void)[] = [];
  const refill = (): void => {
    const now = performance.now();
    if (now - refilledAt < 1000) return;
    const seen = performance.eventLoopUtilization();
    busy = performance.eventLoopUtilization(seen, looked).utilization;
    looked = seen;
    refilledAt = now;
    left = perSecond;
  };
  return {
    run: (work, failed) => {
      refill();
      if (left <= 0 || busy > busiest || queue.length >= waiting) return false;
      left--;
      const start = (): void => {
        work().catch(failed).finally(() => {
          const next = queue.shift();
          if (next) next();
          else running--;
        });
      };
      // Not in the same turn: the shopper's answer leaves first.
      if (running < atOnce) {
        running++;
        setImmediate(start);
      } else queue.push(start);
      return true;
    },
  };
}
