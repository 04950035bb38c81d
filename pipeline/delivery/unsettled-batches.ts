import { topicOf } from '../../contracts/change-event';
import type { ChangeBatch } from '../../source/change-source';
import type { StreamCount } from '../../target/stream-counts';
import type { Awaited } from './announce-keys';

/** A batch that was read, and what of it does not show in the ledgers yet. */
export interface UnsettledBatch {
  readonly seq: number;
  readonly batch: Pick<ChangeBatch, 'token' | 'barrier' | 'heartbeat'>;
  readonly trace: string;
  /** Awaited labels by entity and key. */
  readonly awaited: Map<string, Map<number, number>>;
  /** What it came to; noted once it is settled. */
  counts: readonly StreamCount[];
  /** False while its keys are still being loaded and sent. */
  sent: boolean;
  /** When to send again what is not settled by then, and how long to wait the time after; milliseconds. */
  dueAt: number;
  waitMs: number;
}

/** Batches in the order in which they were read. The token may only move past the settled ones at the front. */
export interface UnsettledBatches {
  /** Takes a batch up; it is not settled before it is {@link UnsettledBatch.sent}. */
  add(batch: UnsettledBatch['batch'], trace: string): UnsettledBatch;
  all(): readonly UnsettledBatch[];
  /** Keys by entity that the oldest batches wait for: about `limit` of them. */
  awaitedKeys(limit: number): ReadonlyMap<string, ReadonlySet<number>>;
  /** Forgets keys whose labels have come. */
  arrived(entity: string, labels: Awaited): void;
  /** Takes the settled batches at the front away. */
  takeSettled(): UnsettledBatch[];
  /** The broker has taken events of a topic, at this time. */
  taken(topic: string, at: Date): void;
  /** Batches by entity that wait for one of its keys, the newest label they wait for, and when it was last sent. */
  byEntity(): { readonly entity: string; readonly batches: number; readonly publishedLabel: number; readonly sentAt: Date | null }[];
  /** Awaited keys of all batches. */
  size(): number;
  /** The last batch that was added, and the last that was taken away with all before it; 0 at first. */
  lastSeq(): number;
  settledSeq(): number;
}

const countOf = ({ awaited }: UnsettledBatch): number => [...awaited.values()].reduce((sum, keys) => sum + keys.size, 0);

export function createUnsettledBatches(firstWaitMs: number): UnsettledBatches {
  let batches: UnsettledBatch[] = [];
  let lastSeq = 0;
  let settledSeq = 0;
  const takenAt = new Map<string, Date>();
  return {
    add: (batch, trace) => {
      const { token, barrier, heartbeat } = batch;
      const added: UnsettledBatch = { seq: ++lastSeq, batch: { token, barrier, heartbeat }, trace, awaited: new Map(), counts: [], sent: false, dueAt: 0, waitMs: firstWaitMs };
      batches.push(added);
      return added;
    },
    all: () => batches,
    awaitedKeys: (limit) => {
      const keys = new Map<string, Set<number>>();
      let taken = 0;
      for (const batch of batches) {
        if (taken >= limit) break;
        taken += countOf(batch);
        for (const [entity, own] of batch.awaited) {
          if (!keys.has(entity)) keys.set(entity, new Set());
          for (const key of own.keys()) keys.get(entity)!.add(key);
        }
      }
      return keys;
    },
    arrived: (entity, labels) => {
      for (const { awaited } of batches) {
        const own = awaited.get(entity);
        if (!own) continue;
        for (const [key, label] of own) if ((labels.get(key) ?? -1) >= label) own.delete(key);
        if (own.size === 0) awaited.delete(entity);
      }
    },
    takeSettled: () => {
      const open = batches.findIndex((batch) => !batch.sent || batch.awaited.size > 0);
      const settled = open < 0 ? batches : batches.slice(0, open);
      batches = open < 0 ? [] : batches.slice(open);
      settledSeq = settled.at(-1)?.seq ?? settledSeq;
      return settled;
    },
    taken: (topic, at) => void takenAt.set(topic, at),
    byEntity: () => [...new Set(batches.flatMap(({ awaited }) => [...awaited.keys()]))].map((entity) => {
      const labels = batches.flatMap(({ awaited }) => (awaited.has(entity) ? [Math.max(0, ...awaited.get(entity)!.values())] : []));
      return { entity, batches: labels.length, publishedLabel: Math.max(...labels), sentAt: takenAt.get(topicOf(entity)) ?? null };
    }),
    size: () => batches.reduce((sum, batch) => sum + countOf(batch), 0),
    lastSeq: () => lastSeq,
    settledSeq: () => settledSeq,
  };
}
