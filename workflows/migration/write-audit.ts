import { condition, isCancellation, sleep } from '@temporalio/workflow';
import { controlSteps } from '../activity-proxies';
import type { RunState } from './run-state';

const atOnce = 10;
const quickTries = 5;

/** Writes what was said into the audit, beside everything else; a database that is down delays it and nothing more. */
export async function writeAudit(state: RunState): Promise<never> {
  const { noteAudits } = controlSteps(quickTries);
  for (;;) {
    // Before the first gate nothing is written anywhere, unless the run ends there.
    await condition(() => state.unwritten.length > 0 && (state.phase !== 'assess' || state.aborted !== undefined));
    const entries = state.unwritten.slice(0, atOnce);
    try {
      await noteAudits({ entries });
      state.unwritten = state.unwritten.slice(entries.length);
    } catch (error) {
      if (isCancellation(error)) throw error;
      await sleep('30 seconds');
    }
  }
}
