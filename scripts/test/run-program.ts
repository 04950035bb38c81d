import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { inheritedEnvironment } from './config';

const TIE = join(__dirname, '..', 'end-with-parent.cjs');
const politenessMs = 10_000;

let running: ChildProcess | undefined;

/** Passes a signal on to the program that runs now. */
export const signalProgram = (signal: NodeJS.Signals): void => {
  running?.kill(signal);
};

export type TestProgram = {
  /** Of Node: a script and its arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** When it is ended, whatever it does (Unix time, milliseconds). */
  readonly deadline: number;
};

/** Why a program ended; `undefined` in place of a code: it was still running at the deadline. */
export const endOf = (code: number | undefined): string => (code === undefined ? 'was stopped: the time for all tests is over' : `ended with ${code}`);

/**
 * Runs a Node program with this terminal; it ends when this process does.
 * @returns its exit code; undefined when it had to be ended at the deadline.
 */
export const runProgram = ({ args, env = {}, deadline }: TestProgram): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', TIE, ...args], {
      env: { ...inheritedEnvironment, ...env, BANYAN_PARENT: String(process.pid) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    running = child;
    let late = false;
    const timers = [
      setTimeout(() => {
        late = true;
        child.kill('SIGTERM');
      }, Math.max(0, deadline - Date.now())),
      setTimeout(() => child.kill('SIGKILL'), Math.max(0, deadline - Date.now()) + politenessMs),
    ];
    child.on('error', reject);
    child.on('exit', (code) => {
      running = undefined;
      for (const timer of timers) clearTimeout(timer);
      resolve(late ? undefined : code ?? 1);
    });
  });
