import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { ControlActivities } from '../../activities/control-activities';
import type { DataActivities } from '../../activities/data-activities';
import { readPlan } from '../../activities/read-plan';
import type { ReadCutoverActivities } from '../../activities/read-cutover/read-cutover-activities';
import type { StreamActivities } from '../../activities/stream-activities';
import type { GateName } from '../../contracts/messages';
import { signatureOf, type GateCheck } from '../../contracts/gate-check';
import type { AssessmentOutcome } from '../../contracts/outcomes';
import type { EntitySpan } from '../../contracts/parts';

export type AllActivities = Omit<ControlActivities, keyof ReadCutoverActivities> & DataActivities & StreamActivities;

/** A shop that is not there: activities that record, and do what a test tells them. */
export interface FakeShop {
  readonly activities: AllActivities;
  /** Every call, in order: name and input. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  of<Input>(name: keyof AllActivities): Input[];
  /** Whether the server knows the search attributes. */
  searchable: boolean;
  assessment: AssessmentOutcome;
  /** Whether a shop with blockers is assessed again by itself while a test lasts. */
  looksAgain: boolean;
  spans: EntitySpan[];
  /** Verdicts of the live checks, by gate. */
  readonly checks: Partial<Record<GateName, GateCheck[]>>;
  /** Rows that the next verifications find different, one figure per verification. */
  mismatches: number[];
  /** How long one range takes, in milliseconds. */
  rangeMs: number;
  /** How long it takes to store that an entity is paused, in milliseconds. */
  stateMs: number;
  /** How long it takes to answer after it was stored that one is active. */
  answerMs: number;
  /** What was stored about entities, in the order in which it was. */
  readonly stated: { readonly entity: string; readonly state: string }[];
  /** Called before a range is copied; may throw, or hang. */
  onCopy: (ordinal: number) => void | Promise<void>;
  /** Streams that follow now. */
  following: number;
  /** Called when the stream begins to follow; may throw, or hang. */
  onFollow: () => void | Promise<void>;
  /** Called again and again while a stream follows; may throw. */
  onFollowing: () => void;
  /** Called before the shop is assessed; may throw. */
  onAssess: () => void;
}

export const fails = (type: string, message = type): never => {
  throw ApplicationFailure.create({ type, message, nonRetryable: true });
};

export const spansOf = (counts: Readonly<Record<string, number>>): EntitySpan[] => {
  let first = 0;
  return Object.entries(counts).map(([entity, count]) => {
    const span = { entity, first, count, weight: count * 100 };
    first += count;
    return span;
  });
};

const passing: GateCheck[] = [{ name: 'stream', verdict: 'pass', detail: 'runs' }];

/** Sleeps as real activities wait: heartbeating, and ending by throwing when cancelled. */
const rest = async (ms: number): Promise<void> => {
  const context = Context.current();
  // At once as well: many short rests in a row would never come to the first beat, and cancellation comes with it.
  context.heartbeat();
  const beat = setInterval(() => context.heartbeat(), 200);
  try {
    await context.sleep(ms);
  } finally {
    clearInterval(beat);
  }
};

export function createFakeShop(): FakeShop {
  const calls: { name: string; input: unknown }[] = [];
  const ask = (gate: GateName): GateCheck[] => shop.checks[gate] ?? passing;
  const shop: FakeShop = {
    calls, of: (name) => calls.filter((call) => call.name === name).map((call) => call.input) as never,
    searchable: false, assessment: { ok: 3, warnings: 0, blockers: 0, worst: [] }, looksAgain: false, spans: spansOf({ customer: 2, order: 3 }), checks: {}, mismatches: [], rangeMs: 5, stateMs: 0, answerMs: 0, stated: [],
    onCopy: () => undefined, following: 0, onFollow: () => undefined, onFollowing: () => undefined, onAssess: () => undefined, activities: undefined as never,
  };
  const activities: AllActivities = {
    readPlan: async ({ input, workflowId }) => {
      try {
        return { plan: readPlan(input, workflowId), searchable: shop.searchable };
      } catch (error) {
        return fails('InvalidPlan', (error as Error).message);
      }
    },
    assessShop: async () => {
      shop.onAssess();
      return shop.assessment;
    },
    prepareRun: async () => ({ applied: 0 }),
    passBarrier: async () => {
      while (shop.following === 0) await rest(20);
      return { label: 1 };
    },
    planBackfill: async () => shop.spans,
    checkGate: async ({ gate }) => ask(gate),
    watchGate: async ({ gate, seen }) => {
      while (signatureOf(ask(gate)) === seen) await rest(30);
      return ask(gate);
    },
    watchAssessment: async ({ seen }) => {
      while (!shop.looksAgain || JSON.stringify(shop.assessment) === seen) await rest(30);
    },
    noteAudits: async () => undefined,
    stateEntity: async ({ entity, state }) => {
      if (shop.stateMs > 0 && state === 'paused') await rest(shop.stateMs);
      shop.stated.push({ entity, state });
      if (shop.answerMs > 0 && state === 'active') await rest(shop.answerMs);
    },
    forgetCopy: async () => undefined,
    forgetPosition: async () => undefined,
    awaitCatchUp: async () => {
      await rest(shop.rangeMs);
      return { behindMs: 10 };
    },
    summarizeVerification: async ({ verification }) => {
      const mismatches = shop.mismatches.shift() ?? 0;
      return { verification, rows: 500, mismatches, unaccepted: 0, uncovered: [], green: mismatches === 0 };
    },
    copyPlannedRange: async ({ ordinal }) => {
      await shop.onCopy(ordinal);
      await rest(shop.rangeMs);
      return { aggregates: 10, rows: 100, refused: 0 };
    },
    completeTargets: async () => ({ built: 1 }),
    comparePlannedRange: async () => {
      await rest(shop.rangeMs);
      return { aggregates: 10, rows: 100, rechecked: 0, mismatches: 0, quarantined: 0, leftOut: 0 };
    },
    repairMismatches: async () => ({ projected: 1, refused: 0 }),
    followSource: async () => {
      await shop.onFollow();
      shop.following += 1;
      try {
        for (;;) {
          shop.onFollowing();
          await rest(100);
        }
      } finally {
        shop.following -= 1;
      }
    },
  };
  const recorded = Object.entries(activities).map(([name, work]) => [name, (input: never) => {
    calls.push({ name, input });
    return (work as (input: never) => Promise<unknown>)(input);
  }]);
  return Object.assign(shop, { activities: Object.fromEntries(recorded) as AllActivities });
}
