import { withTarget } from '../target/connect';
import { countQuarantined } from '../target/quarantine';
import { readSchemaChanges } from '../target/source-shape';
import { readEvents, type StreamEvent } from '../target/stream-counts';
import { readUnsettled, type Unsettled } from '../target/unsettled';
import type { PipelineContext } from './context';
import { waitingKeys } from './drain-dirty';
import { statedEntities } from './entity-states';
import { openGaps } from './gaps';
import { streamStatus, type StreamStatus } from './stream-status';

/** How one entity stands. */
export interface EntitySync {
  readonly entity: string;
  /** `waiting`: followed, and some of its keys wait to be projected. */
  readonly state: 'following' | 'waiting' | 'paused' | 'skipped' | 'stopped';
  /** Why it is not simply followed. */
  readonly why?: string;
  /** Every change up to this label is in the target; while keys wait, the newest label that was applied. */
  readonly appliedLabel: number;
  /** What the stream has taken up. */
  readonly publishedLabel: number;
  /** Batches that were handed on and are not known to be in the target. */
  readonly unsettledBatches: number;
  readonly dirtyKeys: number;
  readonly quarantined: number;
  /** The newest change that the stream brought. */
  readonly lastEvent?: Date;
}

export interface SyncStatus {
  readonly stream: StreamStatus;
  readonly entities: readonly EntitySync[];
  /** Gaps in the log that no verification has proven harmless. */
  readonly gaps: number;
}

/** How the stream and every entity stand, from the databases alone. @param since from when on lag is counted. */
export async function syncStatus(context: PipelineContext, since: Date): Promise<SyncStatus> {
  const stream = await streamStatus(context, since);
  const dirty = await waitingKeys(context);
  const stated = new Map((await statedEntities(context)).map((entity) => [entity.entity, entity]));
  const events = new Map((await withTarget(context.control, readEvents)).map((event) => [event.entity, event]));
  const quarantined = await quarantinedKeys(context);
  const unsettled = new Map((await withTarget(context.control, readUnsettled)).map((sent) => [sent.entity, sent]));
  const entities = context.entities().map(({ definition: { name } }): EntitySync => {
    const dirtyKeys = dirty.get(name) ?? 0;
    const told = stated.get(name);
    return {
      entity: name,
      ...stateOf({ told, dirtyKeys, stream }),
      ...labelsOf({ event: events.get(name), sent: unsettled.get(name), whole: dirtyKeys === 0, stream }),
      unsettledBatches: unsettled.get(name)?.batches ?? 0,
      dirtyKeys,
      quarantined: quarantined.get(name) ?? 0,
      lastEvent: events.get(name)?.at,
    };
  });
  return { stream, entities, gaps: (await openGaps(context)).length };
}

interface Standing {
  readonly told?: { readonly state: string; readonly why: string };
  readonly dirtyKeys: number;
  readonly stream: StreamStatus;
}

function stateOf({ told, dirtyKeys, stream }: Standing): Pick<EntitySync, 'state' | 'why'> {
  if (told?.state === 'paused' || told?.state === 'skipped') return { state: told.state, why: told.why };
  if (!stream.running) return { state: 'stopped', why: 'the stream has not moved for ten seconds, or was never started' };
  return dirtyKeys > 0 ? { state: 'waiting', why: `${dirtyKeys} keys wait to be projected` } : { state: 'following' };
}

function labelsOf({ event, sent, whole, stream }: { event?: StreamEvent; sent?: Unsettled; whole: boolean; stream: StreamStatus }): Pick<EntitySync, 'appliedLabel' | 'publishedLabel'> {
  return { appliedLabel: whole ? stream.label : Math.min(stream.label, event?.label ?? 0), publishedLabel: Math.max(stream.label, sent?.publishedLabel ?? 0) };
}

async function quarantinedKeys(context: PipelineContext): Promise<ReadonlyMap<string, number>> {
  const sum = new Map<string, number>();
  for (const target of context.targets) {
    for (const [entity, count] of await withTarget(target, countQuarantined)) sum.set(entity, (sum.get(entity) ?? 0) + count);
  }
  return sum;
}

/** The newest changes of the shop's tables that the stream met, newest first. */
export const recentSchemaChanges = (context: PipelineContext): ReturnType<typeof readSchemaChanges> =>
  withTarget(context.control, (client) => readSchemaChanges(client, 20));
