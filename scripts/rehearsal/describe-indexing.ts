import { defaultPayloadConverter } from '@temporalio/common';
import { z } from 'zod';

/** As Temporal tells it of a workflow, in the parts that are read here. */
export interface PendingActivity {
  readonly activityType?: { readonly name?: string | null } | null;
  readonly heartbeatDetails?: { readonly payloads?: readonly object[] | null } | null;
}

const shown = z.object({ builds: z.string(), statement: z.number(), of: z.number() });

/** How far the building of indexes is, after the rows and before the gate; undefined when none are built. */
export function describeIndexing(pending: readonly PendingActivity[]): string | undefined {
  const building = pending.find(({ activityType }) => activityType?.name === 'completeTargets');
  const payload = building?.heartbeatDetails?.payloads?.[0];
  if (!payload) return undefined;
  const details = shown.safeParse(defaultPayloadConverter.fromPayload(payload));
  return details.success ? `building indexes and foreign keys: ${details.data.statement} of ${details.data.of} in ${details.data.builds}` : undefined;
}
