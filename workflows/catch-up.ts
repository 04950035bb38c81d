import { continueAsNew } from '@temporalio/workflow';
import type { CatchUpInput } from '../contracts/parts';
import { controlWaits } from './activity-proxies';
import { runSinglePart } from './parts/run-single-part';

/** Waits until the targets are close behind the source and stay so. */
export async function catchUp(input: CatchUpInput): Promise<void> {
  const { awaitCatchUp } = controlWaits();
  const end = await runSinglePart({ part: 'catch-up', input, obeysPause: true, act: () => awaitCatchUp(input.catchUp) });
  if (end === 'left') await continueAsNew<typeof catchUp>(input);
}
