import type { ChangeEvent } from '../../contracts/change-event';

/** An event that could not be applied. */
export interface Failing {
  readonly event: ChangeEvent;
  /** Tries so far. */
  readonly attempts: number;
  readonly firstSeen: Date;
}

export interface RetryQueue {
  /** Tries it again later. False when too many wait already. */
  add(failing: Failing): boolean;
  /** The one that waits for an aggregate. */
  waiting(event: ChangeEvent): Failing | undefined;
  /** Forgets all that wait: what they are about is not settled, and will be sent again. */
  close(): void;
}

export interface RetryOptions {
  /** Milliseconds before the first retry; each later one waits twice as long as the one before. */
  readonly firstMs: number;
  readonly most: number;
  again(failing: Failing): void;
}

/** Retries with exponential back-off, beside the others: one event that fails keeps nobody waiting. */
export function createRetryQueue({ firstMs, most, again }: RetryOptions): RetryQueue {
  const waiting = new Map<string, { failing: Failing; timer: NodeJS.Timeout }>();
  const nameOf = ({ entity, entitykey }: ChangeEvent): string => `${entity}/${entitykey}`;
  return {
    add: (failing) => {
      const name = nameOf(failing.event);
      if (!waiting.has(name) && waiting.size >= most) return false;
      clearTimeout(waiting.get(name)?.timer);
      const timer = setTimeout(() => {
        waiting.delete(name);
        again(failing);
      }, firstMs * 2 ** (failing.attempts - 1));
      waiting.set(name, { failing, timer });
      return true;
    },
    waiting: (event) => waiting.get(nameOf(event))?.failing,
    close: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
