import { withSnapshot, type Snapshot } from '../source/snapshot';
import type { PipelineContext } from './context';

/**
 * Opens a snapshot on what a run carries of the shop. Every load of every phase goes through here, so that backfill,
 * stream, heal, repair and verification leave out the same.
 */
export async function openSnapshot<T>(context: PipelineContext, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return withSnapshot(context.source, { prefix: context.catalog().prefix, cut: await context.cut() }, work);
}
