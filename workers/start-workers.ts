import type { Worker } from '@temporalio/worker';
import { createDeps } from '../activities/activity-deps';
import type { Config } from '../contracts/config';
import type { WorkerKind } from '../contracts/messages';
import { connectTemporal } from './connect-temporal';
import { createControlWorker } from './control';
import { createDataWorker } from './data';
import { registerSearchAttributes } from './register-search-attributes';
import { createStreamWorker } from './stream';
import type { WorkerSetting } from './worker-setting';

const creators: Readonly<Record<WorkerKind, (setting: WorkerSetting) => Promise<Worker>>> = {
  control: createControlWorker, data: createDataWorker, stream: createStreamWorker,
};

/** Kinds of workers, for the command line. */
export const workerKinds = Object.keys(creators) as WorkerKind[];

/** Workers that poll. */
export interface RunningWorkers {
  /** Resolves when all have ended; rejects when one fails. */
  readonly ended: Promise<void>;
  /** Takes no more work, ends what is in hand after its chunk, and closes everything. */
  stop(): Promise<void>;
}

/** Starts workers of some kinds in this process, over one connection and one set of database pools. */
export async function startWorkers(config: Config, kinds: readonly WorkerKind[]): Promise<RunningWorkers> {
  const connection = await connectTemporal(config);
  const searchable = kinds.includes('control') && (await registerSearchAttributes(connection, config.BANYAN_TEMPORAL_NAMESPACE));
  const deps = createDeps(config, searchable);
  const close = async (): Promise<void> => {
    await deps.close();
    await connection.close();
  };
  try {
    const workers = await Promise.all(kinds.map((kind) => creators[kind]({ connection, deps })));
    const stopAll = (): void => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    };
    // One that fails takes the others along: a half process would look alive.
    const running = workers.map((worker) => worker.run().finally(stopAll));
    const ended = Promise.allSettled(running).then(async (results) => {
      await close();
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    });
    return {
      ended,
      stop: () => {
        stopAll();
        return ended;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
