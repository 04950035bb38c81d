import { BanyanFailure } from '../contracts/failures';
import { inTransaction, withTarget } from '../target/connect';
import { countDirty, readDirty, settleDirty, type DirtyBatch } from '../target/dirty-keys';
import type { PipelineContext, TargetContext } from './context';
import { projectCarriable } from './project-carriable';

export interface Draining {
  /** Most keys of one entity. */
  readonly limit: number;
  isPaused(entity: string): boolean;
  /** An entity's projection failed for good; its keys stay. Without it the failure is thrown. */
  pause?(entity: string, why: BanyanFailure): Promise<void>;
}

/** Projects keys that wait, a bounded number per entity, and forgets them in the same transaction. @returns how many were projected. */
export async function drainDirty(context: PipelineContext, options: Draining): Promise<number> {
  let drained = 0;
  for (const target of context.targets) {
    const waiting = await withTarget(target, countDirty);
    for (const compiled of context.entities()) {
      const entity = compiled.definition.name;
      if (!waiting.has(entity) || options.isPaused(entity)) continue;
      const batch = await withTarget(target, (client) => readDirty(client, { entity, limit: options.limit }));
      if (batch.keys.length === 0) continue;
      if (await drainOne(context, options, { entity, ...batch })) drained += batch.keys.length;
    }
  }
  return drained;
}

/** @returns false when the entity failed for good and was paused. */
async function drainOne(context: PipelineContext, { pause }: Draining, batch: DirtyBatch & { entity: string }): Promise<boolean> {
  try {
    await projectCarriable(context, { entity: batch.entity, selection: { keys: batch.keys }, also: (client) => settleDirty(client, batch) });
    return true;
  } catch (error) {
    if (!pause || !(error instanceof BanyanFailure) || error.retryable || error.failure === 'SecondWriterDetected') throw error;
    await pause(batch.entity, error);
    return false;
  }
}

/** Keys that wait in all targets, by entity. */
export async function waitingKeys(context: TargetContext): Promise<ReadonlyMap<string, number>> {
  const sum = new Map<string, number>();
  for (const target of context.targets) {
    for (const [entity, count] of await inTransaction(target, countDirty)) sum.set(entity, (sum.get(entity) ?? 0) + count);
  }
  return sum;
}
