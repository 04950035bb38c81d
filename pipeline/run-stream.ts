import { setTimeout } from 'node:timers/promises';
import { BanyanFailure } from '../contracts/failures';
import { effectsOf, type Effect } from '../entities/grammar/effects';
import { routesOf } from '../entities/grammar/routes';
import type { ChangeSource, ChangeStream } from '../source/change-source';
import { writeHeartbeat } from '../source/heartbeat';
import { takeLabel } from '../source/label';
import { inTransaction, withTarget } from '../target/connect';
import { moveToken, takeStream } from '../target/stream-token';
import type { PipelineContext } from './context';
import { createDaprDelivery } from './delivery/dapr-delivery';
import type { Delivery } from './delivery/delivery';
import { createDirectDelivery } from './delivery/direct-delivery';
import type { Publisher } from './delivery/publisher';
import { drainDirty } from './drain-dirty';
import type { Following } from './follow';
import { checkSourceWentOn, rememberGap } from './gaps';
import { finishHeals, type EffectMap } from './heal';
import type { EntityRoute, RouteMap } from './route-changes';
import { takeSchemaChanges } from './take-schema-changes';
import { streamName } from './wait-for-stream';
import { customerColumns } from './customer-changes';

export interface StreamOptions {
  readonly source: ChangeSource;
  /** Ends the stream after the batch in hand. */
  readonly signal: AbortSignal;
  readonly maxRows: number;
  readonly maxMs: number;
  pausedEntities(): Promise<ReadonlySet<string>>;
  pauseEntity(entity: string, why: BanyanFailure): Promise<void>;
  /** Changes go over it to subscribers; without one they are applied here. */
  readonly publisher?: Publisher;
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

/**
 * The stream, from taking the fence to the abort signal. One at a time moves the token; whoever takes the fence later
 * wins. Beside the batches it writes heartbeats, drains dirty keys and finishes heals. A lost position is remembered as a
 * gap before it is told.
 */
export async function runStream(context: PipelineContext, options: StreamOptions): Promise<StreamProgress> {
  try {
    return await follow(context, options);
  } catch (error) {
    if (error instanceof BanyanFailure && error.failure === 'PositionLost') await rememberGap(context, error.message);
    throw error;
  }
}

async function follow(context: PipelineContext, options: StreamOptions): Promise<StreamProgress> {
  const held = await withTarget(context.control, (client) => takeStream(client, streamName));
  await checkSourceWentOn(context, held);
  await context.reload();
  const routes = routesByTable(context);
  const effects = effectsByTable(context);
  const stream = await options.source.open((held.token as never) ?? undefined, {
    wanted: wantedColumns(routes, effects(), customerColumns(context.catalog(), context.entities())), maxRows: options.maxRows, maxMs: options.maxMs,
  });
  let paused = await options.pausedEntities();
  const following: Following = {
    routes, effects, fence: held.fence,
    isPaused: (entity) => paused.has(entity),
    pause: async (entity, why) => {
      paused = new Set([...paused, entity]);
      await options.pauseEntity(entity, why);
    },
  };
  const refresh = async (): Promise<void> => {
    paused = await options.pausedEntities();
  };
  try {
    // Whatever happened to the shop's tables while nobody followed.
    await takeSchemaChanges(context, { routes, said: [], pause: following.pause });
    if (held.token === null) await storeStart(context, held.fence, stream);
    return await runUntilAborted({ context, options, following, stream, refresh });
  } finally {
    await stream.close();
  }
}

/** The start is stored before anything is read, and a barrier follows it, so that the first chunk comes after both. */
async function storeStart(context: PipelineContext, fence: number, stream: ChangeStream): Promise<void> {
  await inTransaction(context.control, (client) => moveToken(client, { stream: streamName, fence, token: stream.start }));
  await takeLabel(context.source);
}

interface Run {
  readonly context: PipelineContext;
  readonly options: StreamOptions;
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
  if (run.options.signal.aborted) end();
  const closing = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve(), { once: true }))
    .then(() => run.stream.close());
  const side = [
    every(stop, heartbeatMs, () => writeHeartbeat(run.context.source)),
    every(stop, sideWorkMs, () => sideWork(run, delivery)),
    every(stop, settleMs, () => delivery.settle()),
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

const openDelivery = ({ context, options: { publisher }, following }: Run, signal: AbortSignal): Delivery =>
  (publisher ? createDaprDelivery(context, following, { publisher, signal }) : createDirectDelivery(context, following));

async function followAll({ options, stream }: Run, delivery: Delivery, stopped: AbortSignal): Promise<StreamProgress> {
  let progress: StreamProgress = { batches: 0, changes: 0, projected: 0 };
  while (!stopped.aborted) {
    const batch = await stream.next();
    if (!batch) break;
    const followed = await delivery.deliver(batch);
    stream.acknowledge(batch.token);
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

/** Routes of all entities, by source table. */
export function routesByTable(context: PipelineContext): RouteMap {
  const routes = new Map<string, EntityRoute[]>();
  for (const compiled of context.entities()) {
    for (const route of routesOf(compiled, context.catalog())) {
      routes.set(route.table, [...(routes.get(route.table) ?? []), { ...route, entity: compiled.definition.name }]);
    }
  }
  return routes;
}

/** Effects of all entities, by source table; derived anew when the catalog was read again. */
export function effectsByTable(context: PipelineContext): () => EffectMap {
  let derivedFrom: unknown;
  let effects: EffectMap = new Map();
  return () => {
    if (derivedFrom === context.catalog()) return effects;
    derivedFrom = context.catalog();
    const byTable = new Map<string, Effect[]>();
    for (const effect of effectsOf(context.entities(), context.catalog())) {
      byTable.set(effect.when.table, [...(byTable.get(effect.when.table) ?? []), effect]);
    }
    return (effects = byTable);
  };
}

/** The columns a reader must decode: those that lead to roots, those that effects are told by, and others by table. */
export function wantedColumns(routes: RouteMap, effects: EffectMap, others: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const wanted = new Map<string, Set<string>>();
  const want = (table: string, columns: readonly string[]): void => {
    wanted.set(table, new Set([...(wanted.get(table) ?? []), ...columns]));
  };
  for (const [table, list] of routes) for (const route of list) want(table, route.columns);
  for (const [table, columns] of others) want(table, columns);
  for (const [table, list] of effects) for (const effect of list) want(table, [effect.when.column, ...(effect.when.reads ?? []), ...(effect.byCode ? ['attribute_code'] : [])]);
  return new Map([...wanted].map(([table, columns]) => [table, [...columns]]));
}
