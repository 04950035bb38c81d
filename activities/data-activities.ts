import { z } from 'zod';
import { chunkSettings, throttleSettings } from '../contracts/plan';
import { copyRange } from '../pipeline/copy-range';
import { plannedRange } from '../pipeline/plan-backfill';
import { completeTargets } from '../pipeline/prepare-targets';
import { repair } from '../pipeline/repair';
import { sourceLoad } from '../pipeline/source-load';
import { verifyRange } from '../pipeline/verify-range';
import type { ActivityDeps } from './activity-deps';
import { defineActivity } from './define-activity';
import { learnLimits } from './learn-limits';
import { giveWay, type Throttle } from './throttle';

const ranged = z.object({ run: z.string().min(1), ordinal: z.int().min(0), throttle: throttleSettings });

export type DataActivities = ReturnType<typeof createDataActivities>;

/** What a data worker does: copy, compare and repair ranges of keys, and build what comes after the copy. */
export const createDataActivities = (deps: ActivityDeps, limits = learnLimits()) => ({
  /** Copies one planned range; goes on after the last committed chunk, whoever wrote it. */
  copyPlannedRange: defineActivity(ranged.extend({ chunk: chunkSettings }), async ({ run, ordinal, chunk, throttle }, { signal, show }) => {
    const context = await deps.context();
    const range = await plannedRange(context, run, ordinal);
    const pace = createPace({ settings: throttle, signal, readLoad: () => sourceLoad(context), onWait: (why) => show({ entity: range.entity, waits: why }) });
    await pace();
    let rows = 0;
    const { limit, ...copied } = await copyRange(context, {
      range: { run, ...range }, tuning: limits.startOf(range.entity, chunk),
      afterChunk: async ({ rows: more, lastKey }) => {
        rows += more;
        show({ entity: range.entity, lastKey, rows });
        await pace();
      },
    });
    limits.learn(range.entity, chunk, limit);
    return copied;
  }),

  /** Builds indexes and foreign keys once the rows are there. */
  completeTargets: defineActivity(z.object({ run: z.string().min(1) }), async (_, { signal, show }) => {
    const built = await completeTargets(deps.config, { signal, onStatement: ({ file, statement, of }) => show({ builds: file, statement, of }) });
    return { built: built.length };
  }),

  /** Compares one planned range on both sides and stores the verdict. */
  comparePlannedRange: defineActivity(ranged.extend({ verification: z.string().min(1), chunk: z.int().min(1) }),
    async ({ run, ordinal, verification, chunk, throttle }, { signal, show }) => {
      const context = await deps.context();
      const range = await plannedRange(context, run, ordinal);
      const pace = createPace({ settings: throttle, signal, readLoad: () => sourceLoad(context), onWait: (why) => show({ entity: range.entity, waits: why }) });
      await pace();
      return verifyRange(context, {
        verification, ...range, chunk,
        afterChunk: async (compared) => {
          show({ entity: range.entity, ...compared });
          await pace();
        },
      });
    }),

  /** Projects every aggregate that a verification found different. */
  repairMismatches: defineActivity(z.object({ verification: z.string().min(1) }), async ({ verification }) =>
    repair(await deps.context(), { verification })),
});

/** Gives way to the shop between chunks, and ends by throwing once the activity is cancelled. */
function createPace(throttle: Throttle): () => Promise<void> {
  let began = Date.now();
  return async () => {
    throttle.signal.throwIfAborted();
    await giveWay(throttle, Date.now() - began);
    began = Date.now();
  };
}
