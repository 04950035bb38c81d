import { Worker } from '@temporalio/worker';
import { createControlActivities } from '../activities/control-activities';
import { bundleWorkflows } from './bundle-workflows';
import { sharedOptions, type WorkerSetting } from './worker-setting';

/** Runs the workflows, and the steps that are short or only wait. */
export const createControlWorker = async (setting: WorkerSetting): Promise<Worker> => Worker.create({
  ...sharedOptions(setting, 'control'), workflowBundle: await bundleWorkflows(), activities: createControlActivities(setting.deps),
});
