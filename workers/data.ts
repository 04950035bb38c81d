import { Worker } from '@temporalio/worker';
import { createDataActivities } from '../activities/data-activities';
import { sharedOptions, type WorkerSetting } from './worker-setting';

/** Ranges that one process takes at a time, whatever plans ask for: each holds a chunk in memory. */
const rangesAtOnce = 8;

/** Copies, compares and repairs ranges of keys. Any number of them may run. */
export const createDataWorker = (setting: WorkerSetting): Promise<Worker> => Worker.create({
  ...sharedOptions(setting, 'data'), activities: createDataActivities(setting.deps), maxConcurrentActivityTaskExecutions: rangesAtOnce,
});
