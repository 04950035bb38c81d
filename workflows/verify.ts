import { continueAsNew } from '@temporalio/workflow';
import type { VerifyInput } from '../contracts/parts';
import { dataOptions, dataSteps } from './activity-proxies';
import { runRangePart } from './parts/run-range-part';
import { emptyRanges, type RangesState } from './ranges/ranges-state';

/** Compares every planned range on both sides. Verdicts and differences are in the control database. */
export async function verify(input: VerifyInput, carried?: RangesState): Promise<void> {
  const state = carried ?? emptyRanges(input);
  const { comparePlannedRange } = dataSteps(input.attempts);
  const end = await runRangePart({
    part: 'verify', input, state,
    act: async (work, ordinal) => {
      const summary = `compare ${work.entity} ${ordinal - work.first + 1}/${work.count}`;
      const range = { run: input.run, ordinal, verification: input.verification, chunk: input.chunk, throttle: state.tuning.throttle };
      const { aggregates, rows, quarantined, mismatches } = await comparePlannedRange.executeWithOptions({ ...dataOptions(input.attempts), summary }, [range]);
      return { aggregates, rows, refused: quarantined, mismatches };
    },
  });
  if (end === 'left') await continueAsNew<typeof verify>(input, state);
}
