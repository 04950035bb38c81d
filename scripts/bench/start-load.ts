import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadPlan, LoadResult } from './write-load';

export interface Load {
  readonly pid: number;
  /** Rejects when the shop cannot be written to. */
  readonly ended: Promise<never>;
  stop(): Promise<LoadResult>;
  /** Ends it without a word, if it still runs. */
  kill(): void;
}

/** Starts a program that writes to the shop. */
export function startLoad(plan: LoadPlan): Load {
  const child = fork(join(__dirname, 'write-load.ts'), [JSON.stringify(plan)], { execArgv: ['--import', 'tsx'] });
  const result = new Promise<LoadResult>((resolve) => child.once('message', (message) => resolve(message as LoadResult)));
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the program that writes to the shop ended with ${String(code)}`)));
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid!, ended,
    stop: () => {
      child.send('stop');
      return Promise.race([result, ended]);
    },
    kill: () => void child.kill(),
  };
}
