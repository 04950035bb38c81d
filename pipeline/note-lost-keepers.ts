import { keepersOf } from '../entities/customer-cut';
import type { CompiledEntity } from '../entities/grammar/compile';
import { fieldsOf } from '../entities/grammar/mapped-tables';
import type { TargetTable } from '../entities/grammar/target-table';
import { inTransaction, type TargetClient } from '../target/connect';
import { noteDirty, type DirtyNote } from '../target/dirty-keys';
import { findReferred } from '../target/find-referred';
import type { PipelineContext } from './context';
import { keysOfCustomers, turnedCustomers } from './turned-customers';

/**
 * Aggregates are about to leave the target. Where they had kept a customer, it may fall out with them, and the log need
 * not say so: a review's details are deleted by a cascade, a truncated table has no events. Whoever removes the rows
 * notes their customers, before the rows are gone.
 */
export async function noteLostKeepers(context: PipelineContext, client: TargetClient, { compiled, gone }: { compiled: CompiledEntity; gone: readonly number[] }): Promise<void> {
  const places = gone.length === 0 ? [] : keptIn(context, compiled);
  const cut = places.length === 0 ? undefined : await context.cut();
  if (!cut) return;
  const { name, service } = compiled.definition;
  const losses = new Set<number>();
  for (const place of places) for (const id of await findReferred(client, { entity: name, keys: gone, ...place })) losses.add(id);
  const turned = await turnedCustomers(context, cut, { gains: [], losses: [...losses], born: [], moved: [] });
  const byTarget = new Map<ReturnType<PipelineContext['targetOf']>, DirtyNote[]>();
  for (const [entity, keys] of await keysOfCustomers(context, turned)) {
    const target = context.targetOf(context.entity(entity).definition.service);
    byTarget.set(target, [...(byTarget.get(target) ?? []), { entity, keys: [...keys], reason: `the last ${name} of a customer` }]);
  }
  for (const [target, notes] of byTarget) {
    // In another database the notes are there first: one too many does no harm.
    if (target === context.targetOf(service)) await noteDirty(client, ...notes);
    else await inTransaction(target, (other) => noteDirty(other, ...notes));
  }
}

/** Where in the target an aggregate names the customers that it keeps. */
function keptIn(context: PipelineContext, compiled: CompiledEntity): { table: TargetTable; column: string }[] {
  const keepers = keepersOf(context.catalog());
  return [compiled.root, ...compiled.children].flatMap((plan) => keepers.filter((keeper) => keeper.table === plan.source).flatMap(({ column }) => {
    const name = Object.entries(fieldsOf(compiled, plan)).find(([, field]) => field.word === 'reference' && field.source === column)?.[0];
    return name === undefined ? [] : [{ table: plan.target, column: `magento_${name}` }];
  }));
}
