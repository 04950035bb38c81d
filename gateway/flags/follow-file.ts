import { setTimeout as wait } from 'node:timers/promises';
import type { ControlPool } from './connect-control';
import { importFlagsFile } from './import-flags-file';
import type { LiveRouting, LocalChange } from './live-routing';
import { readFlagsFile, type FlagsFile } from './read-flags-file';

export interface FileFollowing {
  readonly path: string;
  readonly live: LiveRouting;
  /** The table that takes in what the file says; without one the file is all there is. */
  readonly pool: ControlPool | undefined;
  /** Told when the file cannot be read or taken in, once for each reason. */
  readonly complain: (error: Error) => void;
}

const pollMs = 250;

/**
 * Follows a file of flags. What it says goes into the table, so that all gateways follow it at the same moment and its
 * history is kept; while the table is away this gateway follows the file by itself. A kill is followed at once.
 * @returns how to stop.
 */
export function followFile(following: FileFollowing): () => Promise<void> {
  const stopping = new AbortController();
  const step = fileStep(following);
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await step();
      await wait(pollMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = run();
  return () => {
    stopping.abort();
    return ended;
  };
}

/** One look at the file. */
function fileStep({ path, live, pool, complain }: FileFollowing): () => Promise<void> {
  let seen: string | undefined;
  let atStart = true;
  let unsettled: FlagsFile | undefined;
  let complaint = '';
  const fail = (error: Error): void => {
    if (error.message !== complaint) complain(error);
    complaint = error.message;
  };
  const settleInTable = async (file: FlagsFile): Promise<void> => {
    if (!pool) return followAlone(live, file);
    if (file.changes.some(({ action }) => action === 'kill')) followAlone(live, file);
    try {
      const version = await importFlagsFile(pool, { path, file, atStart });
      live.settle(ofFile(live), version);
      unsettled = undefined;
    } catch (error) {
      fail(error as Error);
      if (ofFile(live).length === 0) followAlone(live, file);
    }
  };
  return async () => {
    try {
      const file = await readFlagsFile(path);
      if (file && file.digest !== seen) {
        // What the file said before is what it no longer says.
        live.settle(ofFile(live), 0);
        unsettled = file;
        atStart = seen === undefined;
        seen = file.digest;
        complaint = '';
      }
      if (unsettled) await settleInTable(unsettled);
    } catch (error) {
      fail(error as Error);
    }
  };
}

const ofFile = (live: LiveRouting): readonly LocalChange[] => live.overrides().filter(({ from }) => from === 'file');

function followAlone(live: LiveRouting, { changes, why }: FlagsFile): void {
  if (ofFile(live).length === 0) live.override(...changes.map((change) => ({ change, who: 'file', why, from: 'file' as const })));
}
