import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The process that ends the stack's servers when the process that owns them is gone, even by kill -9. */
export type Watchdog = {
  /** From now on `signal` is sent to `pid` when the stack ends, and SIGKILL ten seconds later. */
  readonly guard: (pid: number, signal: NodeJS.Signals) => void;
  readonly forget: (pid: number) => void;
  readonly guardContainer: (name: string) => void;
  /** The folder is removed when the stack ends. */
  readonly removeAtEnd: (folder: string) => void;
  readonly isEnding: () => boolean;
  /** Ends everything that is guarded; returns when it is gone. */
  readonly end: () => Promise<void>;
};

/** Starts a watchdog for one stack. It is a process group of its own, so Ctrl-C does not reach it. */
export const startWatchdog = (): Watchdog => {
  const child = spawn(process.execPath, [join(__dirname, 'watch-owner.cjs')], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  const gone = once(child, 'exit');
  child.unref();
  let ending = false;
  const order = (what: object): void => {
    child.stdin.write(`${JSON.stringify(what)}\n`);
  };
  return {
    guard: (pid, signal) => order({ add: pid, signal }),
    forget: (pid) => order({ drop: pid }),
    guardContainer: (name) => order({ container: name }),
    removeAtEnd: (folder) => order({ folder }),
    isEnding: () => ending,
    end: async () => {
      ending = true;
      child.ref();
      child.stdin.end();
      await gone;
    },
  };
};
