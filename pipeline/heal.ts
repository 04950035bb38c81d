import type { Effect } from '../entities/grammar/effects';
import type { Change, RowImage } from '../source/change-source';
import { inTransaction, type TargetClient, type TargetPool } from '../target/connect';
import { noteAllDirty, noteDirty, type DirtyNote } from '../target/dirty-keys';
import { allKeys, findHolding, findReferring, forgetHeals, heldTexts, noteHeals, readFinalHeals, takeFinalWhole, wholeEntity, type Heal } from '../target/heals';
import { liveAmong } from '../target/ledger';
import type { CompiledEntity } from '../entities/grammar/compile';
import { attributePlaces } from '../entities/grammar/attribute-places';
import type { TargetTable } from '../entities/grammar/target-table';
import type { PipelineContext } from './context';

/** Effects by the table whose rows cause them. */
export type EffectMap = ReadonlyMap<string, readonly Effect[]>;

/** The deletes (and, of tables read along, changes) in a batch that have effects the log does not show. */
export function healsIn(effects: EffectMap, changes: readonly Change[]): Heal[] {
  const heals = new Map<string, Heal>();
  for (const change of changes) {
    for (const effect of effects.get(change.table) ?? []) {
      if (!hasEffect(effect, change)) continue;
      for (const image of [change.before, change.after]) {
        const id = keyIn(effect, image);
        if (id === undefined) continue;
        const code = effect.byCode && image?.attribute_code;
        const heal: Heal = { table: change.table, column: effect.when.column, id, ...(typeof code === 'string' ? { name: code } : {}) };
        heals.set(`${heal.table}.${heal.column}.${id}`, heal);
      }
    }
  }
  return [...heals.values()];
}

function keyIn({ when }: Effect, image: RowImage | undefined): number | string | undefined {
  const value = image?.[when.column];
  if (when.text) return typeof value === 'string' ? value : undefined;
  const id = Number(value ?? NaN);
  return Number.isSafeInteger(id) ? id : undefined;
}

/** A delete always has; a change only when a value that others read along is not the same any more. */
function hasEffect({ when }: Effect, { before, after }: Change): boolean {
  if (when.on === 'delete') return after === undefined;
  if (!before || !after) return true;
  return [when.column, ...(when.reads ?? [])].some((column) => before[column] !== after[column]);
}

/**
 * First pass: marks the aggregates that refer to the deleted rows now, and remembers the heals. A load that started
 * before the delete may still bring a stale reference in afterwards; {@link finishHeals} finds it. Aggregates that a
 * delete takes along are deletes themselves, unlogged, and have effects in turn.
 */
export async function startHeals(context: PipelineContext, effects: EffectMap, heals: readonly Heal[]): Promise<void> {
  const seen = new Set<string>();
  for (let open = fresh(heals, effects, seen); open.length > 0;) {
    const taken: Heal[] = [];
    for (const target of context.targets) {
      taken.push(...(await inTransaction(target, async (client) => {
        await noteHeals(client, open);
        return markReferring(context, { client, target, effects, heals: open });
      })));
    }
    open = fresh(taken, effects, seen);
  }
}

/**
 * Every aggregate of some entities is to be projected again, because of a change without row events. Only the second
 * pass marks them: then those are known, too, that a load beside the change has brought.
 */
export async function healWhole(context: PipelineContext, entities: readonly string[]): Promise<void> {
  for (const target of context.targets) {
    const own = entities.filter((entity) => context.targetOf(context.entity(entity).definition.service) === target);
    await inTransaction(target, (client) => noteHeals(client, own.map(wholeEntity)));
  }
}

/**
 * Second pass: once every load that ran beside the first has ended, looks again and forgets the heal. What it implies may
 * concern other databases, so it is noted there first: whoever is interrupted in between begins again.
 * @returns how many ended.
 */
export async function finishHeals(context: PipelineContext, effects: EffectMap, upTo: (target: TargetPool) => number | undefined = () => undefined): Promise<number> {
  let finished = 0;
  for (const target of context.targets) {
    finished += await inTransaction(target, async (client) => {
      const entities = await takeFinalWhole(client, upTo(target));
      for (const entity of entities) await noteAllDirty(client, { entity, reason: 'the shop changed its tables' });
      return entities.length;
    });
    const { heals, taken } = await inTransaction(target, async (client) => {
      const final = await readFinalHeals(client, upTo(target));
      return { heals: final, taken: await markReferring(context, { client, target, effects, heals: final }) };
    });
    await startHeals(context, effects, taken);
    await inTransaction(target, (client) => forgetHeals(client, heals));
    finished += heals.length;
  }
  return finished;
}

function fresh(heals: readonly Heal[], effects: EffectMap, seen: Set<string>): Heal[] {
  return heals.filter((heal) => {
    const name = `${heal.table}.${heal.column}.${heal.id}`;
    if (!effects.has(heal.table) || seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

interface Marking {
  readonly client: TargetClient;
  readonly target: TargetPool;
  readonly effects: EffectMap;
  readonly heals: readonly Heal[];
}

/** Marks what refers to the rows in one target. @returns the deletes that this implies. */
async function markReferring(context: PipelineContext, { client, target, effects, heals }: Marking): Promise<Heal[]> {
  const taken: Heal[] = [];
  const notes: DirtyNote[] = [];
  for (const [effect, own] of groupByEffect(effects, heals)) {
    const compiled = context.entity(effect.entity);
    if (context.targetOf(compiled.definition.service) !== target) continue;
    const keys = await keysOf(context, client, { effect, heals: own });
    notes.push({ entity: effect.entity, keys, reason: `heal ${effect.when.table}` });
    if (effect.cascades) taken.push(...keys.map((id) => ({ ...effect.cascades!, id })));
  }
  await noteDirty(client, ...notes);
  return taken;
}

function groupByEffect(effects: EffectMap, heals: readonly Heal[]): Map<Effect, Heal[]> {
  const groups = new Map<Effect, Heal[]>();
  for (const heal of heals) {
    for (const effect of effects.get(heal.table) ?? []) {
      if (effect.when.column === heal.column) groups.set(effect, [...(groups.get(effect) ?? []), heal]);
    }
  }
  return groups;
}

async function keysOf(context: PipelineContext, client: TargetClient, { effect, heals }: { effect: Effect; heals: readonly Heal[] }): Promise<number[]> {
  const { find, entity, byCode } = effect;
  const compiled = context.entity(entity);
  if (find === 'itself') return liveAmong(client, { entity, keys: heals.map(({ id }) => Number(id)) });
  if (find !== 'all') {
    const place = { entity, table: tableOf(compiled, find.table), column: find.column };
    const ids = heals.map((heal) => heal.id);
    if (effect.when.text) return keysByText(client, { ...place, texts: ids.map(String) });
    return findReferring(client, { ...place, ids: ids.map(Number) });
  }
  if (!byCode || heals.some((heal) => heal.name === undefined)) return allKeys(client, entity);
  const keys = new Set<number>();
  for (const { id, name } of heals) {
    for (const place of attributePlaces(compiled, { id: Number(id), code: name! })) for (const key of await findHolding(client, { entity, ...place })) keys.add(key);
  }
  return [...keys];
}

/** Letters that a collation of the source may take for the same; to find too many only costs a projection. */
const collation = new Intl.Collator('und', { sensitivity: 'base' });

/** A foreign key of the source holds when its collation finds the texts equal: `Main ` refers to `main`. */
async function keysByText(client: TargetClient, { texts, ...place }: { entity: string; table: TargetTable; column: string; texts: readonly string[] }): Promise<number[]> {
  const gone = texts.map((text) => text.trimEnd());
  const held = (await heldTexts(client, place)).filter((text) => gone.some((other) => collation.compare(text.trimEnd(), other) === 0));
  return held.length === 0 ? [] : findReferring(client, { ...place, texts: held });
}

function tableOf(compiled: CompiledEntity, name: string): TargetTable {
  const table = compiled.targets.find((candidate) => candidate.name === name);
  if (!table) throw new Error(`${compiled.definition.name} has no target table ${name}`);
  return table;
}
