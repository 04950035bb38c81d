import { Worker } from '@temporalio/worker';
import { createStreamActivities } from '../activities/stream-activities';
import { sharedOptions, type WorkerSetting } from './worker-setting';

/** Follows the source's log. A second one waits until the first is gone. */
export const createStreamWorker = (setting: WorkerSetting): Promise<Worker> => Worker.create({
  ...sharedOptions(setting, 'stream'), activities: createStreamActivities(setting.deps),
});
