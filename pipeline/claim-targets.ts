import { setTimeout } from 'node:timers/promises';
import { BanyanFailure } from '../contracts/failures';
import { withTarget } from '../target/connect';
import { claimSetting, readSetting, writeSetting } from '../target/settings';
import type { PipelineContext } from './context';
import { isStreamRunning } from './stream-status';

const current = 'current run';
/** Longer than a stream that was just ended seems to go on. */
const silentWithinSeconds = 15;

/**
 * Makes a run the one that these targets belong to. Progress is kept under a run's name, so a second workflow of a name
 * that was used would believe itself done; and two streams would take the targets from each other.
 * @param execution what tells one workflow of a name from another: the id of its first execution.
 * @throws BanyanFailure InvalidPlan when the name was used, SecondWriterDetected while another run's stream is going.
 */
export async function claimTargets(context: PipelineContext, { run, execution }: { readonly run: string; readonly execution: string }): Promise<void> {
  const other = await withTarget(context.control, (client) => readSetting(client, current));
  if (other !== undefined && other !== run && !(await fallsSilent(context))) {
    throw new BanyanFailure('SecondWriterDetected', `the run ${other} is going, and its stream writes into these targets: end it (banyan finish or banyan abort --run ${other}), then resume this one`);
  }
  await withTarget(context.control, async (client) => {
    const owner = await claimSetting(client, `run ${run}`, execution);
    if (owner !== execution) throw new BanyanFailure('InvalidPlan', `the name ${run} was used before, and a run of it would take that run's progress for its own: abort this one, and begin under another name`);
    await writeSetting(client, current, run);
  });
}

/** Whether no stream writes any more, or soon none does. */
async function fallsSilent(context: PipelineContext): Promise<boolean> {
  for (let second = 0; second < silentWithinSeconds; second++) {
    if (!(await isStreamRunning(context))) return true;
    await setTimeout(1000);
  }
  return false;
}
