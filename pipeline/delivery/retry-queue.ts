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
  /** Forgets all that wait: what they are about is not settled, and will be sent again. */
  close(): void;
}

export interface RetryOptions {
  /** Milliseconds before the first retry; each later one waits twice as long as the one before. */
  readonly firstMs: number;
  readonly most: number;
  again(failing: Failing): void;
}

/**
 * Retries with exponential back-off, beside the others: one event that fails keeps nobody waiting. An aggregate that
 * waits keeps its turn, however often it changes meanwhile: its newest event is what is tried then.
 */
export function createRetryQueue({ firstMs, most, again }: RetryOptions): RetryQueue {
  const waiting = new Map<string, { failing: Failing; readonly timer: NodeJS.Timeout }>();
  const wait = (name: string, failing: Failing): void => {
    const timer = setTimeout(() => {
      const { failing: newest } = waiting.get(name)!;
      waiting.delete(name);
      again(newest);
    }, firstMs * 2 ** (failing.attempts - 1));
    waiting.set(name, { failing, timer });
  };
  return {
    add: (failing) => {
      const name = nameOf(failing.event);
      const before = waiting.get(name);
      if (before) before.failing = together(before.failing, failing);
      else if (waiting.size >= most) return false;
      else wait(name, failing);
      return true;
    },
    close: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

const nameOf = ({ entity, entitykey }: ChangeEvent): string => `${entity}/${entitykey}`;

/** The newest event, with all that its aggregate has been through. */
const together = (one: Failing, other: Failing): Failing => ({
  event: Number(one.event.label) > Number(other.event.label) ? one.event : other.event,
  attempts: Math.max(one.attempts, other.attempts),
  firstSeen: one.firstSeen < other.firstSeen ? one.firstSeen : other.firstSeen,
});
