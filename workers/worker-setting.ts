import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import type { ActivityDeps } from '../activities/activity-deps';
import { queuesOf, type WorkerKind } from '../contracts/messages';

/** What every worker of a process shares. */
export interface WorkerSetting {
  readonly connection: NativeConnection;
  readonly deps: ActivityDeps;
}

/** Options that all kinds of workers have in common. */
export const sharedOptions = ({ connection, deps }: WorkerSetting, kind: WorkerKind): WorkerOptions => ({
  connection,
  namespace: deps.config.BANYAN_TEMPORAL_NAMESPACE,
  taskQueue: queuesOf(deps.config.BANYAN_TEMPORAL_QUEUES)[kind],
  // A stop asks activities at once to end after the chunk in hand, and waits for that.
  shutdownGraceTime: '100 milliseconds',
  shutdownForceTime: '60 seconds',
  // Cancellation travels with heartbeats; these are as often as activities send them.
  maxHeartbeatThrottleInterval: '1 second',
  defaultHeartbeatThrottleInterval: '1 second',
});
