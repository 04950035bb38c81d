import { continueAsNew } from '@temporalio/workflow';
import type { StreamInput } from '../contracts/parts';
import { streamSteps } from './activity-proxies';
import { runSinglePart } from './parts/run-single-part';

/** Follows the source until it is cancelled. A pause of the run does not stop it: a reader that stands still loses its position. */
export async function stream(input: StreamInput): Promise<void> {
  const { followSource } = streamSteps();
  const end = await runSinglePart({ part: 'stream', input, obeysPause: false, act: () => followSource({ run: input.run, reader: input.sourceReader, delivery: input.delivery, ...input.stream }) });
  if (end === 'left') await continueAsNew<typeof stream>(input);
}
