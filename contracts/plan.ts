import { z } from 'zod';
import { BanyanFailure } from './failures';
import { planFault, problemsIn } from './plan-fault';
import { tuningBounds, type Bounds } from './tuning-bounds';

const seconds = z.number().positive().max(86_400);

const { concurrency, chunk, throttle } = tuningBounds;
const whole = ({ min, max }: Bounds) => z.int().min(min).max(max);
const preset = (bounds: Bounds) => whole(bounds).default(bounds.preset);

/** What may be changed while a run goes on; what is not named stays. */
export const retuning = z.strictObject({
  concurrency: whole(concurrency).optional(),
  chunk: z.strictObject({
    chunk: whole(chunk.chunk).optional(),
    maxChunk: whole(chunk.maxChunk).optional(),
    holdMs: whole(chunk.holdMs).optional(),
    maxBytes: whole(chunk.maxBytes).optional(),
  }).optional(),
  throttle: z.strictObject({
    maxThreadsRunning: whole(throttle.maxThreadsRunning).optional(),
    maxLatencyMs: whole(throttle.maxLatencyMs).optional(),
    maxReplicaLagSeconds: whole(throttle.maxReplicaLagSeconds).optional(),
    maxStreamLagMs: whole(throttle.maxStreamLagMs).optional(),
    pauseMs: whole(throttle.pauseMs).optional(),
  }).optional(),
});

/** How a range is cut into chunks. */
export const chunkSettings = z.strictObject({
  chunk: preset(chunk.chunk).describe('aggregates in the first chunk; later ones adapt'),
  maxChunk: preset(chunk.maxChunk).describe('most aggregates in one chunk'),
  holdMs: preset(chunk.holdMs).describe('longest time one chunk may hold its locks in the target'),
  maxBytes: preset(chunk.maxBytes).describe('most bytes of rows in one chunk'),
});

/** When the copy gives way to the shop. */
export const throttleSettings = z.strictObject({
  maxThreadsRunning: preset(throttle.maxThreadsRunning).describe('running threads of the source at which the copy waits'),
  maxLatencyMs: preset(throttle.maxLatencyMs).describe('answer time of a one-row query at which the copy waits'),
  maxReplicaLagSeconds: preset(throttle.maxReplicaLagSeconds).describe('lag, when the source is a replica, at which the copy waits'),
  maxStreamLagMs: preset(throttle.maxStreamLagMs).describe('lag of the stream towards which the copy slows down, to half its speed'),
  pauseMs: preset(throttle.pauseMs).describe('how long it waits before it looks again'),
});

/** Who may read the log of the source. */
export const sourceReaders = ['binlog', 'debezium'] as const;

/** How changes may reach the targets. */
export const deliveries = ['direct', 'dapr'] as const;

const plan = z.strictObject({
  run: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'must be letters, digits, - and _, at most 40').describe('name of the run; the workflow is migration/<run>'),
  include: z.array(z.string()).min(1).optional().describe('entities to migrate; all when not given'),
  skip: z.array(z.string()).default([]).describe('entities to leave out'),
  customersSince: z.iso.date('must be a day, as 2020-01-31').optional().describe('carry only customers created on this day (UTC) or later, and those of any age that an order, a review or a wishlist refers to'),
  acknowledge: z.array(z.string()).default([]).describe('checks of the assessment whose blockers are known and accepted, by name'),
  rowsPerRange: z.int().min(1).max(100_000_000).default(50_000).describe('rows, of all tables of an entity, that one activity copies; raised for very large shops'),
  concurrency: preset(concurrency).describe('ranges copied at the same time'),
  chunk: chunkSettings.prefault({}),
  throttle: throttleSettings.prefault({}),
  gates: z.enum(['manual', 'auto']).default('manual').describe('auto: a gate opens by itself once its checks pass'),
  holds: z.strictObject({
    recheckSeconds: seconds.default(15).describe('how often the checks of a waiting gate are repeated'),
    attempts: z.int().min(1).max(1000).default(60).describe('tries of one step before it holds and asks; about 25 minutes'),
  }).prefault({}),
  sourceReader: z.enum(sourceReaders).default('binlog').describe('who reads the log of the source: this process, or Debezium in a process of its own'),
  delivery: z.enum(deliveries).default('direct').describe('how changes reach the targets: applied by the stream worker, or over Dapr PubSub by subscribers'),
  positionLost: z.enum(['ask', 'restart']).default('ask').describe('when the log no longer has the position: ask a person, or begin at its present end and copy everything again'),
  stream: z.strictObject({
    maxRows: z.int().min(1).max(100_000).default(2000).describe('most row events in one batch'),
    maxMs: z.int().min(0).max(10_000).default(50).describe('longest time to gather one batch'),
  }).prefault({}),
  catchUp: z.strictObject({
    maxLagMs: z.int().min(1).max(3_600_000).default(2000).describe('how far the targets may be behind the source'),
    quietSeconds: seconds.default(3).describe('how long lag and waiting keys must stay in their bounds'),
  }).prefault({}),
  verification: z.strictObject({
    concurrency: z.int().min(1).max(32).default(2).describe('ranges compared at the same time'),
    chunk: z.int().min(1).max(100_000).default(2000).describe('aggregates compared at once'),
    repair: z.boolean().default(false).describe('repair what differs, once, and verify again'),
  }).prefault({}),
  end: z.enum(['follow', 'stop']).default('follow').describe('once verified: go on following the source until told to finish, or stop'),
  historyEvents: z.int().min(50).max(20_000).default(4000).describe('events after which a workflow continues as new'),
});

/** What a person writes to start a run. All of it has defaults: `{"run":"shop-1"}` is a whole plan. */
export type PlanInput = z.input<typeof plan>;

/** What a run is to do, with all defaults filled in; recorded in its history once. */
export type MigrationPlan = z.output<typeof plan>;

export type ChunkTuning = MigrationPlan['chunk'];
export type ThrottleSettings = MigrationPlan['throttle'];
export type Retuning = z.output<typeof retuning>;

/** The schema of a plan, for documentation and for the edges. */
export const migrationPlan = plan;

/** What a plan may name: entities of the mapping, checks of the assessment. */
export interface PlanNames {
  readonly entities: readonly string[];
  readonly checks: readonly string[];
}

/**
 * Checks a plan and fills in its defaults.
 * @param input what was given at start; `run` may be missing when it is known otherwise.
 * @param names what may be named in it; not checked without.
 * @throws BanyanFailure InvalidPlan naming every problem at once.
 */
export function parsePlan(input: unknown, { run, names }: { readonly run?: string; readonly names?: PlanNames } = {}): MigrationPlan {
  const given = input === undefined || input === null ? {} : input;
  const parsed = plan.safeParse(run === undefined || typeof given !== 'object' ? given : { run, ...given });
  const problems = [...problemsIn(parsed.error), ...(names ? unknownNames(given, names) : [])];
  if (parsed.success && problems.length === 0) return together(parsed.data);
  throw planFault(problems);
}

/** Names in lists of the plan that nothing has; what is no list is a mistake of another kind. */
function unknownNames(given: unknown, { entities, checks }: PlanNames): string[] {
  const { include, skip, acknowledge } = given as Readonly<Record<string, unknown>>;
  const lists = [{ field: 'include', list: include, what: 'entity', known: entities }, { field: 'skip', list: skip, what: 'entity', known: entities }, { field: 'acknowledge', list: acknowledge, what: 'check', known: checks }];
  return lists.flatMap(({ field, list, what, known }) => (Array.isArray(list) ? list : [])
    .filter((name) => typeof name === 'string' && !known.includes(name))
    .map((name: string) => `  - ${field}: there is no ${what} ${JSON.stringify(name)}; there are: ${known.join(', ')}`));
}

/** Services that apply events themselves do not look for the customers that an order kept. */
function together(parsed: MigrationPlan): MigrationPlan {
  if (parsed.customersSince === undefined || parsed.delivery === 'direct') return parsed;
  throw new BanyanFailure('InvalidPlan', 'customersSince needs delivery direct: over Dapr nobody notices that a customer lost the last order that kept it');
}
