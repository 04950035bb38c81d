import { withTarget } from '../target/connect';
import { readErrors, type StreamErrors } from '../target/stream-counts';
import type { PipelineContext } from './context';

/** Aggregates that the stream took up since a moment, and how many of them it could not carry. */
export const streamErrors = (context: PipelineContext, since: Date): Promise<StreamErrors> =>
  withTarget(context.control, (client) => readErrors(client, since));
