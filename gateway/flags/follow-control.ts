import { setTimeout as wait } from 'node:timers/promises';
import { controlClient, type ControlAddress, type Queryable } from './connect-control';

/** What is done on the control connection, again and again. */
export type ControlTask = (control: Queryable) => Promise<void>;

export interface Following {
  /** Whether the control database answered the last time it was asked. */
  isReachable(): boolean;
  stop(): Promise<void>;
}

const pollMs = 250;
const retryMs = 500;

/**
 * Holds one connection to the control database: runs the tasks whenever a gateway or a person has changed something,
 * and every quarter of a second besides, because a notification may be lost. A gateway outlives its absence.
 * @param lost told once each time the connection is lost.
 */
export function followControl(address: ControlAddress, tasks: readonly ControlTask[], lost: (error: Error) => void): Following {
  const stopping = new AbortController();
  let reachable = false;
  const session = async (): Promise<void> => {
    const client = controlClient(address);
    const broken = new Promise<never>((_, reject) => client.on('error', reject));
    // Whoever waits for it hears of it; nobody may be waiting just now.
    broken.catch(() => undefined);
    let wake: () => void = () => undefined;
    client.on('notification', () => wake());
    try {
      await Promise.race([client.connect(), broken]);
      await client.query('LISTEN banyan_gateway');
      while (!stopping.signal.aborted) {
        const woken = new Promise<void>((resolve) => { wake = resolve; });
        for (const task of tasks) await Promise.race([task(client), broken]);
        reachable = true;
        await Promise.race([woken, pause(pollMs, stopping.signal), broken]);
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await session();
      } catch (error) {
        if (reachable) lost(error as Error);
        reachable = false;
        await pause(retryMs, stopping.signal);
      }
    }
  };
  const ended = run();
  return {
    isReachable: () => reachable,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

/** Ends early, without an error, on the signal. */
const pause = (ms: number, signal: AbortSignal): Promise<void> => wait(ms, undefined, { signal }).catch(() => undefined);
