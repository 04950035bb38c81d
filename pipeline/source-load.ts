import { readLoad, type SourceLoad } from '../source/read-load';
import { withTarget } from '../target/connect';
import { newestLag } from '../target/lag-samples';
import type { PipelineContext } from './context';

/** What copying and comparing give way to. */
export interface Load extends SourceLoad {
  /** How late the stream's newest heartbeat came, in milliseconds; undefined when nothing is heard of the stream. */
  readonly streamLagMs: number | undefined;
}

/** What the source and the stream feel now. */
export async function sourceLoad(context: PipelineContext): Promise<Load> {
  const [source, streamLagMs] = await Promise.all([readLoad(context.source), withTarget(context.control, newestLag)]);
  return { ...source, streamLagMs };
}
