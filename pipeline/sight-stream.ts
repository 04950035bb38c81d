import { readMovement, type SourceMovement } from '../source/read-movement';
import { withTarget } from '../target/connect';
import { readStream } from '../target/stream-token';
import type { PipelineContext, TargetContext } from './context';
import { streamName } from './wait-for-stream';

/** What has come through the stream. */
export interface StreamArrival {
  readonly label: number;
  /** Another one whenever a barrier or heartbeat has come through; absent before the first. */
  readonly arrived?: string;
  /** When the newest heartbeat that came through was written, in milliseconds. */
  readonly arrivedAt?: number;
}

/** How far the source has come, by its own word. */
export const sightSource = (context: PipelineContext): Promise<SourceMovement> => readMovement(context.source);

/** What has come through, by the control database's word. */
export async function sightStream(context: TargetContext): Promise<StreamArrival> {
  const state = await withTarget(context.control, (client) => readStream(client, streamName));
  if (!state || (state.label === 0 && !state.heartbeat)) return { label: 0 };
  const arrivedAt = state.heartbeat?.getTime();
  return { label: state.label, arrived: `${state.label} ${arrivedAt ?? ''}`, arrivedAt };
}
