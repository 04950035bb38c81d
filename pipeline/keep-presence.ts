import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { withTarget, type TargetPool } from '../target/connect';
import { notePresence, type Trouble, type WayPart } from '../target/presence';

/** This process among those that do the same. */
export const thisInstance = `${hostname()} ${process.pid}`;

export interface KeptPresence {
  readonly part: WayPart;
  /** What it fails of just now; nothing by default. */
  trouble?(): Promise<Trouble | undefined>;
}

export interface PresenceKeeping {
  readonly parts: readonly KeptPresence[];
  /** Told when noting begins to fail, not each time. The parts themselves go on. */
  readonly failing: (error: unknown) => void;
}

const everyMs = 1000;

/** Notes every second that parts are there. The first time after a second: what fails at once was not there. @returns its end. */
export function keepPresence(control: TargetPool, { parts, failing }: PresenceKeeping): () => Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  const pause = (): Promise<void> => setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
  const kept = (async () => {
    let failed = false;
    for (await pause(); !signal.aborted; await pause()) {
      try {
        for (const { part, trouble } of parts) {
          const found = await trouble?.();
          if (!signal.aborted) await withTarget(control, (client) => notePresence(client, { part, instance: thisInstance, trouble: found }));
        }
        failed = false;
      } catch (error) {
        if (!failed) failing(error);
        failed = true;
      }
    }
  })();
  return async () => {
    stop.abort();
    await kept;
  };
}
