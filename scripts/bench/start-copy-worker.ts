import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What a worker tells when it has copied everything. */
export interface CopyResult {
  readonly peakBytes: number;
}

export interface CopyWorkerPlan {
  readonly concurrency: number;
  readonly entities: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a worker and returns once it is ready; the returned function makes it copy and waits for its end. */
export async function startCopyWorker({ concurrency, entities, env }: CopyWorkerPlan): Promise<() => Promise<CopyResult>> {
  const child = fork(join(__dirname, 'copy-worker.ts'), [String(concurrency), ...entities], { execArgv: ['--import', 'tsx'], env });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the copying worker ended with ${code}`))));
  });
  const told = (): Promise<unknown> => Promise.race([new Promise((resolve) => child.once('message', resolve)), ended.then(() => undefined)]);
  await told();
  return async () => {
    const result = told();
    child.send('go');
    const copied = (await result) as CopyResult | undefined;
    await ended;
    if (!copied) throw new Error('the copying worker ended without a result');
    return copied;
  };
}
