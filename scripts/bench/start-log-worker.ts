import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { EngineProgram } from '../../source/debezium-engine';
import type { Backlog } from './make-backlog';
import type { MemoryOverTime } from './watch-memory';

export interface LogPlan {
  /**
   * `keys`: Banyan's reader as the stream uses it; `full`: the same with every column of both images; `library`: the
   * decoder it stands on, with every column; `engine`: Banyan's reader over Debezium; `follow`: the whole stream.
   */
  readonly way: 'keys' | 'full' | 'library' | 'engine' | 'follow';
  readonly backlog: Backlog;
  /** For `engine`. */
  readonly debezium?: { readonly program: EngineProgram; readonly dir: string };
}

/** What a reading process came to, over the whole backlog. */
export interface LogResult {
  /** From the warm barrier to the last. */
  readonly seconds: number;
  /** Different changes that it was told of, and different rows that they were about. */
  readonly changes?: number;
  readonly distinct?: number;
  readonly batches?: number;
  readonly projections?: number;
  readonly memory: MemoryOverTime;
}

/** Runs a process that reads a backlog, to its end. @param env settings of a worker. */
export async function runLogWorker(plan: LogPlan, env: Readonly<Record<string, string>>): Promise<LogResult> {
  const child = fork(join(__dirname, 'log-worker.ts'), [JSON.stringify(plan)], { execArgv: ['--import', 'tsx'], env: { ...env } });
  let result: LogResult | undefined;
  child.on('message', (message) => (result = message as LogResult));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0 || !result) throw new Error(`the process that reads the log (${plan.way}) ended with ${String(code)}`);
  return result;
}
