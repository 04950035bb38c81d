import { BanyanFailure } from '../contracts/failures';
import type { ChangeBatch } from '../source/change-source';
import { inTransaction } from '../target/connect';
import { noteDirty } from '../target/dirty-keys';
import { noteCounts, type StreamCount } from '../target/stream-counts';
import { moveToken } from '../target/stream-token';
import type { PipelineContext } from './context';
import { healsIn, startHeals, type EffectMap } from './heal';
import { letteredEntities } from './lettered-entities';
import { projectCarriable } from './project-carriable';
import { routeChanges, type KeysByEntity, type RouteMap } from './route-changes';
import { addTurned } from './add-turned';
import type { TableLook } from './table-look';
import { streamName } from './wait-for-stream';

export interface Following {
  readonly routes: RouteMap;
  /** Follows the catalog: an attribute that was made a minute ago has effects when it is deleted. */
  effects(): EffectMap;
  readonly fence: number;
  /** Entities whose keys only gather in `dirty_keys` for now. */
  isPaused(entity: string): boolean;
  /** An entity's projection failed for good; its keys gather from here on. */
  pause(entity: string, why: BanyanFailure): Promise<void>;
  readonly look: TableLook;
}

/** What a batch came to. */
export interface Followed {
  readonly changes: number;
  readonly projected: number;
  readonly parked: number;
}

/** Aggregates in one projection of the stream: bounds the locks one batch holds. */
const keysPerProjection = 500;
const entitiesAtOnce = 3;

/**
 * Applies one batch of changes: rows to roots, roots through {@link projectCarriable}, then the token. The token moves last and
 * only under the fence, so a crash anywhere redelivers the batch, and the guard makes that harmless.
 */
export async function applyBatch(context: PipelineContext, following: Following, batch: ChangeBatch): Promise<Followed> {
  const keys = await keysOfBatch(context, following, batch);
  const taken = await eachEntity(keys, async (entity, own) => {
    const count = following.isPaused(entity) ? noneOf(entity) : await projectAll(context, following, { entity, keys: own });
    return count.label === undefined ? { projected: 0, parked: await park(context, entity, own), count } : { projected: own.length, parked: 0, count };
  });
  const deadLetters = await letteredEntities(context);
  await inTransaction(context.control, async (client) => {
    await moveToken(client, {
      stream: streamName, fence: following.fence, token: batch.token, label: batch.barrier, heartbeat: batch.heartbeat && `${batch.heartbeat}+00`, deadLetters,
    });
    await noteCounts(client, taken.map(({ count }) => count));
  });
  return followedOf(batch, taken);
}

/** What a batch came to for one entity. */
export interface Taken {
  readonly projected: number;
  readonly parked: number;
  readonly count: StreamCount;
}

/** Nothing was done, because the entity is paused. */
export const noneOf = (entity: string): StreamCount => ({ entity, projected: 0, refused: 0, failed: 0 });

/** The sum over all entities of a batch. */
export const followedOf = (batch: ChangeBatch, taken: readonly Taken[]): Followed => ({
  changes: batch.changes.length,
  projected: taken.reduce((sum, { projected }) => sum + projected, 0),
  parked: taken.reduce((sum, { parked }) => sum + parked, 0),
});

/** The roots that a batch concerns, by entity; what it does beside rows (attributes, emptied tables, heals) is seen to here. */
export async function keysOfBatch(context: PipelineContext, following: Following, batch: ChangeBatch): Promise<KeysByEntity> {
  await lookIfChanged(following, batch);
  const keys = await routeChanges({ pool: context.source, prefix: context.catalog().prefix }, following.routes, batch.changes);
  await addTurned(context, keys, batch.changes);
  await startHeals(context, following.effects(), healsIn(following.effects(), batch.changes));
  return keys;
}

/** Works on the keys of a batch. Aggregates of different entities never share a row, so a few entities go side by side. */
export async function eachEntity(keys: KeysByEntity, work: (entity: string, keys: readonly number[]) => Promise<Taken>): Promise<Taken[]> {
  const taken: Taken[] = [];
  const queue = [...keys];
  const workThrough = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) taken.push(await work(next[0], [...next[1]].sort((a, b) => a - b)));
  };
  // Every worker comes to its end before a failure is told, so that nothing of this batch runs on beside the next.
  const ended = await Promise.allSettled(Array.from({ length: entitiesAtOnce }, workThrough));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return taken;
}

/** @returns what came of the keys; without a label the entity failed for good and was paused. */
async function projectAll(context: PipelineContext, following: Following, { entity, keys }: { entity: string; keys: readonly number[] }): Promise<StreamCount> {
  let refused = 0;
  let label = 0;
  try {
    for (let at = 0; at < keys.length; at += keysPerProjection) {
      const projected = await projectCarriable(context, { entity, selection: { keys: keys.slice(at, at + keysPerProjection) } });
      refused += projected.refusals.length;
      label = Math.max(label, projected.label);
    }
    return { entity, projected: keys.length - refused, refused, failed: 0, label };
  } catch (error) {
    if (!(error instanceof BanyanFailure) || error.retryable || error.failure === 'SecondWriterDetected') throw error;
    await following.pause(entity, error);
    return { entity, projected: 0, refused: 0, failed: keys.length };
  }
}

/** Leaves keys of a paused entity in `dirty_keys`. */
export async function park(context: PipelineContext, entity: string, keys: readonly number[]): Promise<number> {
  const target = context.targetOf(context.entity(entity).definition.service);
  await inTransaction(target, (client) => noteDirty(client, { entity, keys, reason: 'entity paused' }));
  return keys.length;
}

/** The catalog holds attributes and the shape of tables; what changes either makes it old. */
async function lookIfChanged({ look }: Following, batch: ChangeBatch): Promise<void> {
  const attributes = batch.changes.some((change) => change.table === 'eav_attribute' && change.after !== undefined);
  if (attributes || batch.schemaChanges.length > 0) await look(batch.schemaChanges);
}
