import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { BanyanFailure, type FailureName } from '../../contracts/failures';
import type { Token } from '../../source/change-source';
import { heartbeatAge } from '../../source/heartbeat';
import { inTransaction, withTarget, type TargetPool } from '../../target/connect';
import { newestHeal } from '../../target/heals';
import { noteLag } from '../../target/lag-samples';
import { settledLabels } from '../../target/settled-labels';
import { noteCounts, type StreamCount } from '../../target/stream-counts';
import { moveToken } from '../../target/stream-token';
import { noteUnsettled } from '../../target/unsettled';
import type { PipelineContext } from '../context';
import { eachEntity, followedOf, keysOfBatch, noneOf, park, type Following, type Taken } from '../follow';
import { letteredEntities } from '../lettered-entities';
import { streamName } from '../wait-for-stream';
import { announceKeys, type Awaited } from './announce-keys';
import type { Delivery } from './delivery';
import type { Publisher } from './publisher';
import { createUnsettledBatches, type UnsettledBatch, type UnsettledBatches } from './unsettled-batches';

export interface DaprDeliveryOptions {
  readonly publisher: Publisher;
  /** Told the token of the last batch that is settled, with all before it, once it is stored. */
  safe(token: Token): void;
  /** Ends waiting for room. */
  readonly signal: AbortSignal;
  /** Most keys, and most batches, that may be under way; default 20,000 and 1,000. */
  readonly mostKeys?: number;
  readonly mostBatches?: number;
  /** Milliseconds after which what is not settled is sent again: the first time, and at most; default 5 s and 60 s. */
  readonly firstWaitMs?: number;
  readonly longestWaitMs?: number;
}

/** Keys asked about at once: the oldest hold the token back. */
const keysPerLook = 5000;

/** What concerns every entity, whichever was in hand. */
const ofTheStream: readonly FailureName[] = ['SecondWriterDetected', 'BrokerRefuses'];

/** How long to send again before looking at what has arrived. */
const sendAgainMs = 500;

/** How often it is told what is under way. */
const noteMs = 1000;

interface Setting extends Required<DaprDeliveryOptions> {
  readonly context: PipelineContext;
  readonly following: Following;
  readonly unsettled: UnsettledBatches;
}

/**
 * Changes go to subscribers over Dapr PubSub. A batch is settled when the ledger (or a dead letter) shows each of its
 * keys at the batch's label or a later one; the token follows the oldest batch that is not. What is not settled in time
 * is loaded and sent again, so that a broker that lost everything costs time only.
 */
export function createDaprDelivery(context: PipelineContext, following: Following, options: DaprDeliveryOptions): Delivery {
  const bounds = { mostKeys: 20_000, mostBatches: 1000, firstWaitMs: 5000, longestWaitMs: 60_000, ...options };
  const unsettled = createUnsettledBatches(bounds.firstWaitMs);
  const setting: Setting = { ...bounds, context, following, unsettled, publisher: noteTaken(options.publisher, unsettled) };
  const heals = createHealMarks(context, setting.unsettled);
  let notedAt = 0;
  return {
    deliver: async (batch) => {
      await waitForRoom(setting);
      const pending = setting.unsettled.add(batch, newTrace());
      const keys = await keysOfBatch(context, following, batch);
      const taken = await eachEntity(keys, (entity, own) => send(setting, pending, { entity, keys: own }));
      pending.counts = taken.map(({ count }) => count);
      markSent(pending);
      return followedOf(batch, taken);
    },
    settle: async () => {
      await noteArrivals(setting);
      await moveOn(setting);
      await heals.look();
      if (Date.now() - notedAt >= noteMs) {
        notedAt = Date.now();
        await inTransaction(context.control, (client) => noteUnsettled(client, setting.unsettled.byEntity()));
      }
      await sendDueAgain(setting);
    },
    healsUpTo: heals.upTo,
  };
}

/** Subscribers are told what the broker has taken: where nothing of it reaches them, something in between is stuck. */
const noteTaken = (publisher: Publisher, unsettled: UnsettledBatches): Publisher => ({
  publish: async (topic, events) => {
    await publisher.publish(topic, events);
    if (events.length > 0) unsettled.taken(topic, new Date());
  },
});

/** W3C trace context: the batch's own trace. */
const newTrace = (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

async function waitForRoom({ unsettled, mostKeys, mostBatches, signal }: Setting): Promise<void> {
  while (!signal.aborted && (unsettled.size() >= mostKeys || unsettled.all().length >= mostBatches)) await setTimeout(10);
}

function markSent(batch: UnsettledBatch): void {
  batch.dueAt = Date.now() + batch.waitMs;
  batch.sent = true;
}

/** Sends keys of one entity; those of a paused one are parked, and nobody waits for them. */
async function send({ context, following, publisher }: Setting, batch: UnsettledBatch, { entity, keys }: { entity: string; keys: readonly number[] }): Promise<Taken> {
  let count = noneOf(entity);
  if (!following.isPaused(entity)) {
    try {
      const awaited = await announceKeys(context, publisher, { entity, keys, trace: batch.trace });
      // What was sent before counts as well when it comes; what could not be decoded this time is not waited for.
      const left = [...(batch.awaited.get(entity) ?? awaited)].filter(([key]) => awaited.has(key));
      if (left.length > 0) batch.awaited.set(entity, new Map(left));
      else batch.awaited.delete(entity);
      return { projected: keys.length, parked: 0, count: countOf(entity, keys, awaited) };
    } catch (error) {
      if (!(error instanceof BanyanFailure) || error.retryable || ofTheStream.includes(error.failure)) throw error;
      await following.pause(entity, error);
      count = { ...count, failed: keys.length };
    }
  }
  batch.awaited.delete(entity);
  return { projected: 0, parked: await park(context, entity, keys), count };
}

const countOf = (entity: string, keys: readonly number[], awaited: Awaited): StreamCount => (
  { entity, projected: awaited.size, refused: keys.length - awaited.size, failed: 0, label: Math.max(0, ...awaited.values()) });

/**
 * The oldest first, and only for a while: after an outage much is due, has mostly arrived by now, and more becomes due
 * meanwhile. Whoever sends it all before looking again never looks again.
 */
async function sendDueAgain(setting: Setting): Promise<void> {
  const due = setting.unsettled.all().filter((batch) => batch.sent && batch.dueAt <= Date.now());
  for (const end = Date.now() + sendAgainMs; due.length > 0 && Date.now() < end;) await sendAgain(setting, due.shift()!);
}

/** Whatever of a batch has not come through by its time is loaded anew, under a fresh label, and sent again. */
async function sendAgain(setting: Setting, batch: UnsettledBatch): Promise<void> {
  batch.waitMs = Math.min(batch.waitMs * 2, setting.longestWaitMs);
  for (const [entity, keys] of [...batch.awaited]) await send(setting, batch, { entity, keys: [...keys.keys()] });
  markSent(batch);
}

async function noteArrivals({ context, unsettled }: Setting): Promise<void> {
  for (const [entity, keys] of unsettled.awaitedKeys(keysPerLook)) {
    const target = context.targetOf(context.entity(entity).definition.service);
    unsettled.arrived(entity, await withTarget(target, (client) => settledLabels(client, { entity, keys: [...keys] })));
  }
}

/** Moves the token past the settled batches at the front, under the fence. */
async function moveOn({ context, following, unsettled, safe }: Setting): Promise<void> {
  const settled = unsettled.takeSettled();
  const last = settled.at(-1);
  if (!last) return;
  const barriers = settled.flatMap(({ batch }) => batch.barrier ?? []);
  const heartbeats = settled.flatMap(({ batch }) => batch.heartbeat ?? []);
  const heartbeat = heartbeats.at(-1);
  // Read after what settled them: a heartbeat that readers trust does not come before the letters they must know of.
  const deadLetters = await letteredEntities(context);
  await inTransaction(context.control, async (client) => {
    await moveToken(client, {
      stream: streamName, fence: following.fence, token: last.batch.token,
      label: barriers.length > 0 ? Math.max(...barriers) : undefined, heartbeat: heartbeat && `${heartbeat}+00`, deadLetters,
    });
    for (const { counts } of settled) await noteCounts(client, counts);
  });
  safe(last.batch.token);
  for (const beat of heartbeats) await withTarget(context.control, (client) => noteLag(client, heartbeatAge(beat)));
}

/**
 * A heal is final when every load that ran beside its delete has been applied. Loads under way here are no transactions
 * that PostgreSQL knows of, so a heal waits until each batch read before it was noted is settled.
 */
function createHealMarks({ targets }: PipelineContext, unsettled: UnsettledBatches): { look(): Promise<void>; upTo(target: TargetPool): number } {
  let final = new Map<TargetPool, number>();
  let mark: { readonly seq: number; readonly newest: Map<TargetPool, number> } | undefined;
  return {
    look: async () => {
      if (mark && unsettled.settledSeq() >= mark.seq) {
        final = mark.newest;
        mark = undefined;
      }
      if (mark) return;
      const newest = new Map<TargetPool, number>();
      for (const target of targets) newest.set(target, await withTarget(target, newestHeal));
      // Read after the heals: a batch taken up in between is waited for as well.
      mark = { seq: unsettled.lastSeq(), newest };
    },
    upTo: (target) => final.get(target) ?? 0,
  };
}
