import { withTarget } from '../target/connect';
import { summarizeLetters, type LetterSummary } from '../target/dead-letters';
import { countQuarantined } from '../target/quarantine';
import { readSchemaChanges } from '../target/source-shape';
import { readEvents, type StreamEvent } from '../target/stream-counts';
import { readUnsettled, type Unsettled } from '../target/unsettled';
import type { TargetContext } from './context';
import { waitingKeys } from './drain-dirty';
import { entityNames } from './entity-names';
import { statedEntities } from './entity-states';
import { streamStatus, type StreamStatus } from './stream-status';

/** How one entity stands. */
export interface EntitySync {
  readonly entity: string;
  /** `waiting`: followed, and some of its keys wait to be projected, or a dead letter waits for a person. */
  readonly state: 'following' | 'waiting' | 'paused' | 'skipped' | 'stopped';
  /** Why it is not simply followed. */
  readonly why?: string;
  /**
   * Every change up to this label is in the target; while keys wait, the newest label that was applied. Never above the
   * state that an aggregate has there which is a dead letter: 0 when it has none.
   */
  readonly appliedLabel: number;
  /** What the stream has taken up. */
  readonly publishedLabel: number;
  /** Batches that were handed on and are not known to be in the target. */
  readonly unsettledBatches: number;
  readonly dirtyKeys: number;
  readonly quarantined: number;
  /** Aggregates whose newest change could not be applied, and messages that could not be read. */
  readonly deadLetters: number;
  /** Milliseconds since the oldest of them failed first; absent when there are none. */
  readonly oldestLetterMs?: number;
  /** The newest change that the stream brought. */
  readonly lastEvent?: Date;
}

export interface SyncStatus {
  readonly stream: StreamStatus;
  readonly entities: readonly EntitySync[];
}

/** How the stream and every entity stand, from the databases alone. @param since from when on lag is counted. */
export async function syncStatus(context: TargetContext, since: Date): Promise<SyncStatus> {
  const stream = await streamStatus(context, since);
  const dirty = await waitingKeys(context);
  const stated = new Map((await statedEntities(context)).map((entity) => [entity.entity, entity]));
  const events = new Map((await withTarget(context.control, readEvents)).map((event) => [event.entity, event]));
  const quarantined = await quarantinedKeys(context);
  const unsettled = new Map((await withTarget(context.control, readUnsettled)).map((sent) => [sent.entity, sent]));
  const letters = await lettersByEntity(context);
  const entities = entityNames.map((name): EntitySync => {
    const dirtyKeys = dirty.get(name) ?? 0;
    const told = stated.get(name);
    const lettered = letters.get(name);
    const unsettledBatches = unsettled.get(name)?.batches ?? 0;
    return {
      entity: name,
      ...stateOf({ told, dirtyKeys, lettered, unsettledBatches, stream }),
      ...labelsOf({ event: events.get(name), sent: unsettled.get(name), whole: dirtyKeys === 0, lettered, stream }),
      unsettledBatches,
      dirtyKeys,
      quarantined: quarantined.get(name) ?? 0,
      deadLetters: lettered?.count ?? 0,
      oldestLetterMs: lettered?.oldestMs,
      lastEvent: events.get(name)?.at,
    };
  });
  return { stream, entities };
}

interface Standing {
  readonly told?: { readonly state: string; readonly why: string };
  readonly dirtyKeys: number;
  readonly lettered: LetterSummary | undefined;
  readonly unsettledBatches: number;
  readonly stream: StreamStatus;
}

function stateOf({ told, dirtyKeys, lettered, unsettledBatches, stream }: Standing): Pick<EntitySync, 'state' | 'why'> {
  if (told?.state === 'paused' || told?.state === 'skipped') return { state: told.state, why: told.why };
  if (!stream.running) return { state: 'stopped', why: whyItStands(stream, unsettledBatches) };
  const waits = [
    ...(dirtyKeys > 0 ? [`${dirtyKeys} keys wait to be projected`] : []),
    ...(lettered ? [`${lettered.count} dead letters wait for a person: banyan dlq list`] : []),
  ];
  return waits.length > 0 ? { state: 'waiting', why: waits.join('; ') } : { state: 'following' };
}

interface Labelling {
  readonly event: StreamEvent | undefined;
  readonly sent: Unsettled | undefined;
  /** No key waits to be projected. */
  readonly whole: boolean;
  readonly lettered: LetterSummary | undefined;
  readonly stream: StreamStatus;
}

function labelsOf({ event, sent, whole, lettered, stream }: Labelling): Pick<EntitySync, 'appliedLabel' | 'publishedLabel'> {
  const applied = whole ? stream.label : Math.min(stream.label, event?.label ?? 0);
  return { appliedLabel: Math.min(applied, lettered?.carriedUpTo ?? applied), publishedLabel: Math.max(stream.label, sent?.publishedLabel ?? 0) };
}

/** Why the stream does not move: the part that is away, where that is known. @param unsettled batches under way. */
export function whyItStands({ away, label }: Pick<StreamStatus, 'away' | 'label'>, unsettled: number): string {
  if (away.length > 0) return away.map(({ says }) => says).join('; ');
  if (label === 0) return 'the stream was never started, or has not passed a barrier yet';
  return unsettled > 0 ? `the stream has not moved for ten seconds: ${unsettled} batches that the broker took are not applied; see the logs of the subscriber and its sidecar`
    : 'the stream has not moved for ten seconds, though its parts answer: see the log of the stream worker';
}

/** An entity lives in one target. */
async function lettersByEntity({ targets }: TargetContext): Promise<ReadonlyMap<string, LetterSummary>> {
  const found = await Promise.all(targets.map((target) => withTarget(target, summarizeLetters)));
  return new Map(found.flat().map((summary) => [summary.entity, summary]));
}

async function quarantinedKeys(context: TargetContext): Promise<ReadonlyMap<string, number>> {
  const sum = new Map<string, number>();
  for (const target of context.targets) {
    for (const [entity, count] of await withTarget(target, countQuarantined)) sum.set(entity, (sum.get(entity) ?? 0) + count);
  }
  return sum;
}

/** The newest changes of the shop's tables that the stream met, newest first. */
export const recentSchemaChanges = (context: Pick<TargetContext, 'control'>): ReturnType<typeof readSchemaChanges> =>
  withTarget(context.control, (client) => readSchemaChanges(client, 20));
