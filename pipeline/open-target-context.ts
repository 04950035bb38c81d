import type { SubscriberConfig } from '../contracts/config';
import { allEntities } from '../entities/all-entities';
import type { TargetPool } from '../target/connect';
import { demandPrepared } from '../target/id-key';
import type { TargetContext } from './context';
import { openTargets, targetsOf } from './target-pools';

/** The targets, and how to close what was opened. */
export interface OpenTargetContext extends TargetContext {
  close(): Promise<void>;
}

/** The targets that the settings name; nothing is asked yet. */
export function targetContext(config: SubscriberConfig): OpenTargetContext {
  const { pools, of } = openTargets(config);
  const { common, byService, control } = targetsOf(config);
  const targetOf = (service: string): TargetPool => of(byService[service] ?? common);
  return {
    targetOf, control: of(control),
    targets: [...new Set(allEntities.map((definition) => targetOf(definition.service)))],
    close: async () => void (await Promise.all(pools.map((pool) => pool.end()))),
  };
}

/** Opens the targets for whatever does not ask the shop, which may be away or unknown. @throws TargetSchemaDrift before a run has prepared them. */
export async function openTargetContext(config: SubscriberConfig): Promise<OpenTargetContext> {
  const context = targetContext(config);
  try {
    await demandPrepared(context.control);
    return context;
  } catch (error) {
    await context.close();
    throw error;
  }
}
