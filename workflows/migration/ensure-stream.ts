import { workflowTypes } from '../../contracts/messages';
import type { StreamInput } from '../../contracts/parts';
import { ensurePart, isGoing, nextAttempt, partInput } from './parts-of-run';
import type { Run } from './run';

/** Starts the stream, or finds it: whatever brought the run here again, a stream that runs goes on running. */
export async function ensureStream(run: Run): Promise<void> {
  const { state, plan } = run;
  if (!isGoing(state, 'stream')) nextAttempt(state, 'stream');
  const input: StreamInput = { ...partInput(run, 'stream'), stream: plan().stream, delivery: plan().delivery, sourceReader: plan().sourceReader };
  await ensurePart(run, { part: 'stream', type: workflowTypes.stream, input, summary: `stream of ${state.run}` });
}
