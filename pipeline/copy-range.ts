import { tuningBounds } from '../contracts/tuning-bounds';
import type { CompiledEntity } from '../entities/grammar/compile';
import type { Selection } from '../source/selection';
import type { Snapshot } from '../source/snapshot';
import { inTransaction } from '../target/connect';
import { moveProgress, readProgress, type RangeOfKeys } from '../target/progress';
import type { PipelineContext } from './context';
import type { Projected } from './project';
import { projectCarriable } from './project-carriable';

/** How a range is copied; retuned between chunks. */
export interface CopyTuning {
  /** Aggregates in the first chunk; later chunks adapt so that locks are held about `holdMs`. */
  readonly chunk: number;
  readonly maxChunk: number;
  /** Longest time, in milliseconds, that one chunk may hold its locks in the target. */
  readonly holdMs: number;
  /** Chunk size by bytes of rows: a chunk never aims above it. */
  readonly maxBytes: number;
}

const { chunk, maxChunk, holdMs, maxBytes } = tuningBounds.chunk;
export const defaultTuning: CopyTuning = { chunk: chunk.preset, maxChunk: maxChunk.preset, holdMs: holdMs.preset, maxBytes: maxBytes.preset };

export interface CopyRange {
  readonly range: RangeOfKeys;
  readonly tuning: CopyTuning;
  /** Called after each committed chunk; may wait (throttle) and may throw (cancel, pause). */
  readonly afterChunk?: (chunk: Projected & { lastKey: number }) => Promise<void>;
}

/**
 * Copies a range of one entity chunk by chunk. Progress commits with the rows, so a retry goes on where the last
 * committed chunk ended, whoever wrote it.
 * @returns aggregates and rows copied by this call, and the size of chunk that has proven right.
 */
export async function copyRange(context: PipelineContext, { range, tuning, afterChunk }: CopyRange): Promise<{ aggregates: number; rows: number; refused: number; limit: number }> {
  const target = context.targetOf(context.entity(range.entity).definition.service);
  let { lastKey } = await inTransaction(target, (client) => readProgress(client, range));
  const total = { aggregates: 0, rows: 0, refused: 0 };
  let limit = tuning.chunk;
  while (lastKey < range.to) {
    const selection = nextPage({ after: lastKey, until: range.to, limit });
    let upTo = lastKey;
    const chunk = await projectCarriable(context, {
      entity: range.entity,
      selection: async (snapshot, compiled) => {
        const page = await selection(snapshot, compiled);
        upTo = page.to;
        return page;
      },
      also: (client, projected) => moveProgress(client, range, { lastKey: upTo, rows: projected.rows }),
    });
    lastKey = upTo;
    total.aggregates += chunk.found;
    total.rows += chunk.rows;
    total.refused += chunk.refusals.length;
    limit = nextLimit(limit, chunk, tuning);
    await afterChunk?.({ ...chunk, lastKey });
  }
  return { ...total, limit };
}

type Page = Extract<Selection, { from: number }>;

const nextPage = (page: { after: number; until: number; limit: number }) =>
  async (snapshot: Snapshot, compiled: CompiledEntity): Promise<Page> => {
    const end = await snapshot.pageEnd(compiled, page);
    // The last page reaches to the end of the range: rows that the ledger knows there are gone.
    return { from: page.after + 1, to: end === undefined ? page.until : end };
  };

/** Grows or shrinks chunks towards the time and size they may take; never more than twofold at once. */
export function nextLimit(limit: number, chunk: Pick<Projected, 'heldMs' | 'bytes' | 'found'>, tuning: CopyTuning): number {
  if (chunk.found === 0) return limit;
  const byTime = tuning.holdMs / Math.max(chunk.heldMs, 1);
  const bySize = tuning.maxBytes / Math.max(chunk.bytes, 1);
  const factor = Math.min(2, Math.max(0.25, Math.min(byTime, bySize)));
  return Math.max(10, Math.min(tuning.maxChunk, Math.round(limit * factor)));
}
