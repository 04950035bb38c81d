import { inTransaction, withTarget } from '../target/connect';
import { countDirty, readDirty, settleDirty } from '../target/dirty-keys';
import type { PipelineContext } from './context';
import { project } from './project';

/** Projects keys that wait, a bounded number per entity, and forgets them in the same transaction. @returns how many were projected. */
export async function drainDirty(context: PipelineContext, options: { limit: number; isPaused(entity: string): boolean }): Promise<number> {
  let drained = 0;
  for (const target of context.targets) {
    const waiting = await withTarget(target, countDirty);
    for (const compiled of context.entities()) {
      const entity = compiled.definition.name;
      if (!waiting.has(entity) || options.isPaused(entity)) continue;
      const batch = await withTarget(target, (client) => readDirty(client, { entity, limit: options.limit }));
      if (batch.keys.length === 0) continue;
      await project(context, {
        entity,
        selection: { keys: batch.keys },
        also: (client) => settleDirty(client, { entity, ...batch }),
      });
      drained += batch.keys.length;
    }
  }
  return drained;
}

/** Keys that wait in all targets, by entity. */
export async function waitingKeys(context: PipelineContext): Promise<ReadonlyMap<string, number>> {
  const sum = new Map<string, number>();
  for (const target of context.targets) {
    for (const [entity, count] of await inTransaction(target, countDirty)) sum.set(entity, (sum.get(entity) ?? 0) + count);
  }
  return sum;
}
