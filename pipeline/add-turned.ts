import type { Change } from '../source/change-source';
import type { PipelineContext } from './context';
import { customerChanges } from './customer-changes';
import type { KeysByEntity } from './route-changes';
import { keysOfCustomers, turnedCustomers } from './turned-customers';

/** Who comes in or falls out by these changes is projected with all that is theirs, though no row of it changed. */
export async function addTurned(context: PipelineContext, keys: KeysByEntity, changes: readonly Change[]): Promise<void> {
  const cut = changes.length === 0 ? undefined : await context.cut();
  if (!cut) return;
  const turned = await turnedCustomers(context, cut, customerChanges(changes, cut, context.entities()));
  for (const [entity, own] of await keysOfCustomers(context, turned)) keys.set(entity, new Set([...(keys.get(entity) ?? []), ...own]));
}
