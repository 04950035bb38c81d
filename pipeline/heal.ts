import type { Effect } from '../entities/grammar/effects';
import type { Change } from '../source/change-source';
import { inTransaction, type TargetClient, type TargetPool } from '../target/connect';
import { noteDirty } from '../target/dirty-keys';
import { allKeys, findReferring, noteHeals, takeFinalHeals, type Heal } from '../target/heals';
import type { PipelineContext } from './context';

/** Effects by the table whose rows cause them. */
export type EffectMap = ReadonlyMap<string, readonly Effect[]>;

/** The deletes (and, of tables read along, changes) in a batch that have effects the log does not show. */
export function healsIn(effects: EffectMap, changes: readonly Change[]): Heal[] {
  const heals = new Map<string, Heal>();
  for (const change of changes) {
    for (const effect of effects.get(change.table) ?? []) {
      if (effect.when.on === 'delete' && change.after) continue;
      for (const image of [change.before, change.after]) {
        const id = Number(image?.[effect.when.column] ?? NaN);
        if (!Number.isSafeInteger(id)) continue;
        const heal = { table: change.table, column: effect.when.column, id };
        heals.set(`${heal.table}.${heal.column}.${id}`, heal);
      }
    }
  }
  return [...heals.values()];
}

/**
 * First pass: marks the aggregates that refer to the deleted rows now, and remembers the heals. A load that started
 * before the delete may still bring a stale reference in afterwards; {@link finishHeals} finds it.
 */
export async function startHeals(context: PipelineContext, effects: EffectMap, heals: readonly Heal[]): Promise<void> {
  if (heals.length === 0) return;
  for (const target of context.targets) {
    await inTransaction(target, async (client) => {
      await noteHeals(client, heals);
      await markReferring(context, { client, target, effects, heals });
    });
  }
}

/** Second pass: once every load that ran beside the first has ended, looks again and forgets the heal. @returns how many ended. */
export async function finishHeals(context: PipelineContext, effects: EffectMap): Promise<number> {
  let finished = 0;
  for (const target of context.targets) {
    finished += await inTransaction(target, async (client) => {
      const heals = await takeFinalHeals(client);
      await markReferring(context, { client, target, effects, heals });
      return heals.length;
    });
  }
  return finished;
}

interface Marking {
  readonly client: TargetClient;
  readonly target: TargetPool;
  readonly effects: EffectMap;
  readonly heals: readonly Heal[];
}

async function markReferring(context: PipelineContext, { client, target, effects, heals }: Marking): Promise<void> {
  for (const [effect, ids] of groupByEffect(effects, heals)) {
    const compiled = context.entity(effect.entity);
    if (context.targetOf(compiled.definition.service) !== target) continue;
    const keys = await keysOf(context, client, { effect, ids });
    await noteDirty(client, { entity: effect.entity, keys, reason: `heal ${effect.when.table}` });
  }
}

function groupByEffect(effects: EffectMap, heals: readonly Heal[]): Map<Effect, number[]> {
  const groups = new Map<Effect, number[]>();
  for (const heal of heals) {
    for (const effect of effects.get(heal.table) ?? []) {
      if (effect.when.column === heal.column) groups.set(effect, [...(groups.get(effect) ?? []), heal.id]);
    }
  }
  return groups;
}

function keysOf(context: PipelineContext, client: TargetClient, { effect, ids }: { effect: Effect; ids: readonly number[] }): Promise<number[]> {
  const { find, entity } = effect;
  if (find === 'all') return allKeys(client, entity);
  const table = context.entity(entity).targets.find((candidate) => candidate.name === find.table);
  if (!table) throw new Error(`effect of ${effect.when.table}: ${entity} has no target table ${find.table}`);
  return findReferring(client, { entity, table, column: find.column, ids });
}
