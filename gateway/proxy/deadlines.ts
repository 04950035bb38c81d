/** Something that has to be over by a time. */
export interface Due {
  /** By `performance.now()`. */
  readonly dueAt: number;
  expire(): void;
}

export interface Deadlines {
  add(due: Due): void;
  /** It was over in time. */
  delete(due: Due): void;
}

const lookEveryMs = 10;

/**
 * Ends what takes too long, at most a hundredth of a second late. One timer looks at all that is under way: a timer for
 * each request would cost more than everything else that is decided about it.
 */
export function createDeadlines(): Deadlines {
  const waiting = new Set<Due>();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    const now = performance.now();
    for (const due of waiting) {
      if (due.dueAt > now) continue;
      waiting.delete(due);
      due.expire();
    }
    if (waiting.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  return {
    add: (due) => {
      waiting.add(due);
      timer ??= setInterval(look, lookEveryMs);
    },
    delete: (due) => void waiting.delete(due),
  };
}
