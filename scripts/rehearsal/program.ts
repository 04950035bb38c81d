import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { inherited } from './config';

const root = join(__dirname, '..', '..');

/** One of our own programs, running beside this one. */
export interface Program {
  readonly name: string;
  pid(): number | undefined;
  /** Everything it has printed on standard output. */
  output(): string;
  /** Ends it: SIGTERM and a wait by default. @returns its exit code, null after a signal. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves when it has ended, by itself or not. */
  readonly ended: Promise<number | null>;
}

export interface ProgramOptions {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What it says on standard error goes here. */
  readonly log: string;
}

/** Starts a TypeScript program of this project. It ends when its parent does, even when that is killed. */
export function startProgram({ name, script, args = [], env = {}, log }: ProgramOptions): Program {
  const child: ChildProcess = spawn(process.execPath, [
    '--require', join(root, 'scripts', 'end-with-parent.cjs'), '--import', 'tsx', join(root, script), ...args,
  ], { cwd: root, env: { ...inherited(), ...env, BANYAN_PARENT: String(process.pid) }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const file = createWriteStream(log, { flags: 'a' });
  let output = '';
  child.stdout!.on('data', (data: Buffer) => {
    output += data.toString('utf8');
  });
  child.stderr!.pipe(file);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      file.end();
      resolve(code);
    });
  });
  return {
    name, ended,
    pid: () => child.pid,
    output: () => output,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A program that may die and be started anew, as a service manager would do it. */
export interface KillableProgram {
  /** SIGKILL: it gets to finish nothing. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts another one with the same options. */
  start(): void;
  /** Ends the one that runs, politely. */
  stop(): Promise<unknown>;
}

/** Starts a program that may be killed and started again. */
export function startKillable(options: ProgramOptions): KillableProgram {
  let program = startProgram(options);
  return {
    kill: async () => void (await program.stop('SIGKILL')),
    start: () => {
      program = startProgram(options);
    },
    stop: () => program.stop(),
  };
}
