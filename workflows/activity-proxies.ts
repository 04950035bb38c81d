import { ActivityCancellationType, proxyActivities, workflowInfo, type ActivityInterfaceFor, type ActivityOptions } from '@temporalio/workflow';
import type { ControlActivities } from '../activities/control-activities';
import type { DataActivities } from '../activities/data-activities';
import type { StreamActivities } from '../activities/stream-activities';
import { queuesOf } from '../contracts/messages';

const queues = () => queuesOf(workflowInfo().taskQueue.replace(/-control$/, ''));

const backoff = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' } as const;

/** Short steps. @param attempts tries of one step before it is for a person. */
export const controlSteps = (attempts: number): ActivityInterfaceFor<ControlActivities> => proxyActivities<ControlActivities>({
  taskQueue: queues().control, startToCloseTimeout: '10 minutes', heartbeatTimeout: '15 seconds', retry: { ...backoff, maximumAttempts: attempts },
});

/** Waits that may last for days. */
export const controlWaits = (): ActivityInterfaceFor<ControlActivities> => proxyActivities<ControlActivities>({
  taskQueue: queues().control, startToCloseTimeout: '365 days', heartbeatTimeout: '15 seconds', retry: backoff,
});

/**
 * Ranges of keys: any size, so only silence ends a try. Cancelled ones end after their chunk, and are waited for: the
 * same range never runs twice at a time.
 */
export const dataOptions = (attempts: number): ActivityOptions => ({
  taskQueue: queues().data, startToCloseTimeout: '30 days', heartbeatTimeout: '15 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED, retry: { ...backoff, maximumAttempts: attempts },
});

export const dataSteps = (attempts: number): ActivityInterfaceFor<DataActivities> => proxyActivities<DataActivities>(dataOptions(attempts));

/**
 * The stream: for ever, and another worker takes over ten seconds after one has died. Tries that failed are never
 * forgotten in all that time, so the pause between tries stays short.
 */
export const streamSteps = (): ActivityInterfaceFor<StreamActivities> => proxyActivities<StreamActivities>({
  taskQueue: queues().stream, startToCloseTimeout: '3650 days', heartbeatTimeout: '10 seconds',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED, retry: { ...backoff, maximumInterval: '2 seconds' },
});
