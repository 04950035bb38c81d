import { withTarget } from '../target/connect';
import { oldestDirtyMs } from '../target/dirty-keys';
import type { PipelineContext } from './context';
import { statedEntities } from './entity-states';

/** How long, in milliseconds, the oldest key of a followed entity waits to be projected; 0 when none waits. */
export async function oldestWaitingMs(context: PipelineContext): Promise<number> {
  const besides = (await statedEntities(context)).map((stated) => stated.entity);
  const ages = await Promise.all(context.targets.map((target) => withTarget(target, (client) => oldestDirtyMs(client, besides))));
  return Math.max(0, ...ages);
}
