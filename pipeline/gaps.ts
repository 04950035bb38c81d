import { BanyanFailure } from '../contracts/failures';
import { jumpBarrier, readBarrier } from '../source/label';
import { inTransaction, withTarget } from '../target/connect';
import { closeGaps, newestLabel, noteGap, noteRestart, readGaps, type Gap } from '../target/gaps';
import { forgetToken, readStream, type StreamState } from '../target/stream-token';
import type { PipelineContext, TargetContext } from './context';
import { streamName } from './wait-for-stream';

/** Gaps in the log that no verification has proven harmless; while there are any, no gate opens that would build on them. */
export const openGaps = (context: TargetContext): Promise<Gap[]> => withTarget(context.control, readGaps);

/** Remembers that a position is lost, so that it outlives the run and whoever noticed. */
export const rememberGap = (context: PipelineContext, why: string): Promise<void> =>
  withTarget(context.control, (client) => noteGap(client, { stream: streamName, why }));

/** Closes what a green verification has proven harmless. */
export const healGaps = (context: PipelineContext, verification: string): Promise<void> =>
  withTarget(context.control, (client) => closeGaps(client, verification));

/**
 * A source that knows an older barrier than the stream has passed has gone back in time: a restored backup, or a
 * failover that lost commits. Its log may even contain the position, with other changes behind it.
 * @throws PositionLost.
 */
export async function checkSourceWentOn(context: PipelineContext, { token, label }: StreamState): Promise<void> {
  if (token === null) return;
  const barrier = await readBarrier(context.source);
  if (barrier >= label) return;
  throw new BanyanFailure('PositionLost',
    `the source stands at barrier ${barrier}, and the stream had passed ${label}: a backup was restored, or a failover lost commits; start the stream anew, copy everything again, then verify`);
}

/**
 * Makes the stream begin at the source's present end, under labels above all earlier ones. What happened in between is
 * only found by copying and comparing again; the gap stays open until that is proven. Safe to repeat.
 */
export async function forgetPosition(context: PipelineContext): Promise<void> {
  const state = await withTarget(context.control, (client) => readStream(client, streamName));
  const labels = await Promise.all(context.targets.map((target) => withTarget(target, newestLabel)));
  await jumpBarrier(context.source, Math.max(state?.label ?? 0, ...labels));
  await inTransaction(context.control, async (client) => {
    await forgetToken(client, streamName);
    await noteRestart(client, streamName);
  });
}
