import { topicOf, type ChangeEvent } from '../../contracts/change-event';
import { inTransaction } from '../../target/connect';
import { noteDirty } from '../../target/dirty-keys';
import { parkRefused } from '../../target/quarantine';
import type { PipelineContext } from '../context';
import { decodeRows } from '../decode-rows';
import { demandMapped } from '../demand-mapped';
import { openSnapshot } from '../open-snapshot';
import { eventsOf } from './events-of';
import { isTooLarge } from './is-too-large';
import type { Publisher } from './publisher';

/** Which aggregates to tell, and in which trace. */
export interface Announcement {
  readonly entity: string;
  readonly keys: readonly number[];
  readonly trace: string;
}

/** Keys whose change must show in the ledger, each with the label of its load. */
export type Awaited = ReadonlyMap<number, number>;

const keysPerLoad = 500;

/**
 * Loads aggregates as `project` does, and publishes instead of applying: label, load, decode, publish. What cannot be
 * decoded is quarantined here, and what is too large for an event is left to `dirty_keys`.
 */
export async function announceKeys(context: PipelineContext, publisher: Publisher, { entity, keys, trace }: Announcement): Promise<Awaited> {
  const awaited = new Map<number, number>();
  for (let at = 0; at < keys.length; at += keysPerLoad) {
    const { events, label } = await loadEvents(context, { entity, keys: keys.slice(at, at + keysPerLoad), trace });
    const large = events.filter(isTooLarge);
    if (large.length > 0) await leaveToDrain(context, entity, large);
    const small = large.length > 0 ? events.filter((event) => !large.includes(event)) : events;
    if (small.length > 0) await publisher.publish(topicOf(entity), small);
    for (const event of events) awaited.set(Number(event.entitykey), label);
  }
  return awaited;
}

async function loadEvents(context: PipelineContext, { entity, keys, trace }: Announcement): Promise<{ events: ChangeEvent[]; label: number }> {
  const compiled = await demandMapped(context, entity);
  const { label, rows } = await openSnapshot(context, async (snapshot) => (
    { label: snapshot.label, rows: await snapshot.load(compiled, { keys }) }));
  const decoded = await decodeRows(context, compiled, { rows });
  if (decoded.refusals.length > 0) {
    await inTransaction(context.targetOf(compiled.definition.service), (client) => parkRefused(client, { entity, label, refusals: decoded.refusals }));
  }
  const known = new Set([...decoded.keys, ...decoded.refusals.map((refusal) => refusal.key)]);
  return { events: eventsOf(context, { compiled, label, decoded, gone: keys.filter((key) => !known.has(key)), trace }), label };
}

/** They are applied by this process, as whatever waits in `dirty_keys` is. */
async function leaveToDrain(context: PipelineContext, entity: string, events: readonly ChangeEvent[]): Promise<void> {
  const target = context.targetOf(context.entity(entity).definition.service);
  await inTransaction(target, (client) => noteDirty(client, { entity, keys: events.map((event) => Number(event.entitykey)), reason: 'larger than an event may be' }));
}
