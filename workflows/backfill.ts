import { continueAsNew } from '@temporalio/workflow';
import type { RangesInput } from '../contracts/parts';
import { controlSteps, dataOptions, dataSteps } from './activity-proxies';
import { runRangePart } from './parts/run-range-part';
import { emptyRanges, type RangesState } from './ranges/ranges-state';

/** Indexes are built when the last range is copied, in about a seventh of what the copy took: what a run says of its end knows. */
const indexes = 0.15;

/** Copies every planned range. Its state is counts; how far each range is, the target's database knows. */
export async function backfill(input: RangesInput, carried?: RangesState): Promise<void> {
  const state = carried ?? emptyRanges(input);
  const { copyPlannedRange } = dataSteps(input.attempts);
  const { stateEntity, forgetCopy } = controlSteps(input.attempts);
  const end = await runRangePart({
    part: 'backfill', input, state, after: indexes,
    act: async (work, ordinal) => {
      const summary = `copy ${work.entity} ${ordinal - work.first + 1}/${work.count}`;
      const { chunk, throttle } = state.tuning;
      const copied = await copyPlannedRange.executeWithOptions({ ...dataOptions(input.attempts), summary }, [{ run: input.run, ordinal, chunk, throttle }]);
      return { ...copied, mismatches: 0 };
    },
    pause: (entity, why) => stateEntity({ entity, state: 'paused', why }),
    forget: (entity) => forgetCopy({ run: input.run, entities: [entity] }),
  });
  if (end === 'left') await continueAsNew<typeof backfill>(input, state);
}
