import { inTransaction, withTarget } from '../target/connect';
import { readEntityStates, setEntityState, type StatedEntity } from '../target/entity-states';
import { forgetProgress } from '../target/progress';
import type { PipelineContext, TargetContext } from './context';

/** Entities that are paused or skipped, and why. */
export const statedEntities = (context: TargetContext): Promise<StatedEntity[]> => withTarget(context.control, readEntityStates);

/** Says whether an entity is followed. The stream obeys within a second. */
export const stateEntity = (context: PipelineContext, stated: StatedEntity): Promise<void> =>
  withTarget(context.control, (client) => setEntityState(client, stated));

/** Makes the next copy of an entity start at its first key. Rows stay where they are; the guard lets the new ones over them. */
export async function forgetCopy(context: PipelineContext, of: { run: string; entity: string }): Promise<void> {
  const target = context.targetOf(context.entity(of.entity).definition.service);
  await inTransaction(target, (client) => forgetProgress(client, of));
}
