/** Turns at a fixed rate, whether or not the shop keeps up: work that fell behind is caught up with. */
export interface Pace {
  /** Waits for the next free turn; returns at once when stopped. */
  turn(): Promise<void>;
  /** False once stopped. */
  readonly going: boolean;
  /** How far the turns are behind their time, in milliseconds. */
  behindMs(): number;
  stop(): void;
}

/** `perSecond` turns a second over all who ask. */
export function createPace(perSecond: number): Pace {
  let began: number | undefined; // the first to ask starts the clock
  const sleepers = new Set<() => void>();
  let taken = 0;
  let going = true;
  const dueIn = (): number => (began ??= performance.now()) + (taken * 1000) / perSecond - performance.now();
  return {
    get going() {
      return going;
    },
    behindMs: () => Math.max(0, Math.round(-dueIn())),
    async turn() {
      const wait = dueIn();
      taken += 1;
      if (!going || wait <= 0) return;
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          sleepers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, wait);
        sleepers.add(wake);
      });
    },
    stop() {
      going = false;
      for (const wake of [...sleepers]) wake();
    },
  };
}
