import { setTimeout } from 'node:timers/promises';
import { BanyanFailure } from '../contracts/failures';
import type { ChangeSource, ChangeStream, Token } from '../source/change-source';
import { writeHeartbeat } from '../source/heartbeat';
import { takeLabel } from '../source/label';
import { inTransaction, withTarget } from '../target/connect';
import { readPresence } from '../target/presence';
import { moveToken, takeStream } from '../target/stream-token';
import type { PipelineContext } from './context';
import { createDaprDelivery } from './delivery/dapr-delivery';
import type { Delivery } from './delivery/delivery';
import { createDirectDelivery } from './delivery/direct-delivery';
import type { Publisher } from './delivery/publisher';
import type { WatchedPublisher } from './delivery/watch-publisher';
import { drainDirty } from './drain-dirty';
import type { Following } from './follow';
import { effectsByTable, routesByTable, wantedColumns } from './followed-tables';
import { checkSourceWentOn, rememberGap } from './gaps';
import { finishHeals } from './heal';
import { keepPresence, type KeptPresence } from './keep-presence';
import { openPausedEntities, type EntityStates } from './paused-entities';
import { passMoments, startMoments } from './pass-moments';
import { createTableLook, OtherTables } from './table-look';
import { standingTrouble, type StandingTrouble } from './standing-trouble';
import { streamName } from './wait-for-stream';
import { customerColumns } from './customer-changes';

export interface StreamOptions extends EntityStates {
  readonly source: ChangeSource;
  /** Ends the stream after the batch in hand. */
  readonly signal: AbortSignal;
  readonly maxRows: number;
  readonly maxMs: number;
  /** Changes go over it to subscribers; without one they are applied here. */
  readonly publisher?: Publisher & Partial<Pick<WatchedPublisher, 'trouble'>>;
  /** Done first, while it is noted already that the stream is there. */
  ready?(): Promise<void>;
  /** Called after each batch; may throw to end the stream. */
  onProgress?(progress: StreamProgress): void;
}

export interface StreamProgress {
  readonly batches: number;
  readonly changes: number;
  readonly projected: number;
}

const heartbeatMs = 500;
const sideWorkMs = 200;
const settleMs = 50;
/** Not every change of a table is in the log. */
const lookMs = 60_000;

/**
 * The stream, from taking the fence to the abort signal. One at a time moves the token; whoever takes the fence later
 * wins. Beside the batches it writes heartbeats, drains dirty keys and finishes heals. A lost position is remembered as a
 * gap before it is told.
 */
export async function runStream(context: PipelineContext, options: StreamOptions): Promise<StreamProgress> {
  const standing = standingTrouble(await withTarget(context.control, readPresence));
  // A control database that is away ends the stream as well, with a failure of its own.
  const leave = keepPresence(context.control, { parts: partsOf(options, standing), failing: () => undefined });
  try {
    await options.ready?.();
    for (;;) {
      try {
        return await follow(context, { ...options, cameThrough: standing.over });
      } catch (error) {
        if (error instanceof OtherTables) continue;
        if (error instanceof BanyanFailure && error.failure === 'PositionLost') await rememberGap(context, error.message);
        throw error;
      }
    }
  } finally {
    await leave();
  }
}

const partsOf = ({ publisher }: StreamOptions, standing: StandingTrouble): KeptPresence[] => [
  { part: 'stream', trouble: async () => standing.of('stream') },
  ...(publisher ? [{ part: 'broker' as const, trouble: async () => (await publisher.trouble?.()) ?? standing.of('broker') }] : [])];

interface FollowOptions extends StreamOptions {
  /** Called when the broker has taken events, and when the token has moved. */
  cameThrough(): void;
}

async function follow(context: PipelineContext, options: FollowOptions): Promise<StreamProgress> {
  const held = await withTarget(context.control, (client) => takeStream(client, streamName));
  await checkSourceWentOn(context, held);
  await context.reload();
  const routes = routesByTable(context);
  const effects = effectsByTable(context);
  const stream = await options.source.open((held.token as never) ?? undefined, {
    wanted: wantedColumns(routes, effects(), customerColumns(context.catalog(), context.entities())), maxRows: options.maxRows, maxMs: options.maxMs,
  });
  try {
    const { has: isPaused, pause, refresh } = await openPausedEntities(options);
    const look = createTableLook(context, { routes, pause });
    const following: Following = { routes, effects, fence: held.fence, isPaused, pause, look };
    // Whatever happened to the shop's tables while nobody followed.
    await look([]);
    if (held.token === null) await storeStart(context, held.fence, stream);
    return await runUntilAborted({ context, options, following, stream, refresh });
  } finally {
    await stream.close();
  }
}

/** The start is stored before anything is read, and a barrier follows it, so that the first chunk comes after both. */
async function storeStart(context: PipelineContext, fence: number, stream: ChangeStream): Promise<void> {
  await startMoments(context);
  await inTransaction(context.control, (client) => moveToken(client, { stream: streamName, fence, token: stream.start }));
  await takeLabel(context.source);
}

interface Run {
  readonly context: PipelineContext;
  readonly options: FollowOptions;
  readonly following: Following;
  readonly stream: ChangeStream;
  refresh(): Promise<void>;
}

/** Batches and side work run beside each other; the first failure ends both. */
async function runUntilAborted(run: Run): Promise<StreamProgress> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  const delivery = openDelivery(run, stop.signal);
  run.options.signal.addEventListener('abort', end, { once: true });
  const closing = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve(), { once: true }))
    .then(() => run.stream.close());
  // Told to end while it was being opened: whoever waits for the end must hear of it.
  if (run.options.signal.aborted) end();
  const side = [
    every(stop, heartbeatMs, () => writeHeartbeat(run.context.source)),
    every(stop, sideWorkMs, () => sideWork(run, delivery)),
    every(stop, settleMs, () => delivery.settle()),
    every(stop, lookMs, () => run.following.look([])),
  ];
  const main = followAll(run, delivery, stop.signal);
  // Side work that merely ended does not end the race; only its failure does.
  const sideFailed = Promise.all(side).then(() => new Promise<never>(() => undefined));
  try {
    return await Promise.race([main, sideFailed]);
  } finally {
    end();
    run.options.signal.removeEventListener('abort', end);
    await Promise.allSettled([main, ...side, closing]);
  }
}

function openDelivery({ context, options: { publisher, cameThrough }, following, stream }: Run, signal: AbortSignal): Delivery {
  const safe = (token: Token): void => {
    cameThrough();
    stream.acknowledge(token);
  };
  if (!publisher) return createDirectDelivery(context, following, safe);
  const publish: Publisher['publish'] = async (topic, events) => {
    await publisher.publish(topic, events);
    cameThrough();
  };
  return createDaprDelivery(context, following, { publisher: { publish }, signal, safe });
}

async function followAll({ options, stream }: Run, delivery: Delivery, stopped: AbortSignal): Promise<StreamProgress> {
  let progress: StreamProgress = { batches: 0, changes: 0, projected: 0 };
  while (!stopped.aborted) {
    const batch = await stream.next();
    if (!batch) break;
    const followed = await delivery.deliver(batch);
    progress = {
      batches: progress.batches + 1,
      changes: progress.changes + followed.changes,
      projected: progress.projected + followed.projected,
    };
    options.onProgress?.(progress);
  }
  return progress;
}

async function sideWork({ context, following, refresh }: Run, delivery: Delivery): Promise<void> {
  await refresh();
  await passMoments(context, following.effects());
  await finishHeals(context, following.effects(), delivery.healsUpTo);
  await drainDirty(context, { limit: 500, isPaused: following.isPaused, pause: following.pause });
}

/** Repeats work with a pause between, until the signal. A failure of the work stops everything. */
async function every(stop: AbortController, ms: number, work: () => Promise<unknown>): Promise<void> {
  while (!stop.signal.aborted) {
    await work();
    // Ends early, by rejecting, when everything stops.
    await setTimeout(ms, undefined, { signal: stop.signal }).catch(() => undefined);
  }
}
