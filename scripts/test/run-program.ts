import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { inheritedEnvironment } from './config';

const TIE = join(__dirname, '..', 'end-with-parent.cjs');

let running: ChildProcess | undefined;

/** Passes a signal on to the program that runs now. */
export const signalProgram = (signal: NodeJS.Signals): void => {
  running?.kill(signal);
};

/** Runs a Node program with this terminal, and returns its exit code; it ends when this process does. */
export const runProgram = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', TIE, ...args], {
      env: { ...inheritedEnvironment, ...env, BANYAN_PARENT: String(process.pid) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    running = child;
    child.on('error', reject);
    child.on('exit', (code) => {
      running = undefined;
      resolve(code ?? 1);
    });
  });
