import type { CompiledEntity } from '../entities/grammar/compile';
import { inTransaction, withTarget } from '../target/connect';
import { readEntityRanges, readPlannedRange, storePlannedRanges, type EntityRanges, type StoredRange } from '../target/planned-ranges';
import { BanyanFailure } from '../contracts/failures';
import { readTableStats, type TableStats } from './assess/source/table-stats';
import type { PipelineContext } from './context';
import { sizeOf } from './entity-size';
import { planRanges } from './plan-ranges';

export interface BackfillPlan {
  readonly run: string;
  readonly include?: readonly string[];
  readonly skip: readonly string[];
  readonly rowsPerRange: number;
}

/** The ranges of an entity in a run, and about how much work lies in them, by the server's estimates of sizes: see {@link weigh}. */
export interface PlannedEntity extends EntityRanges {
  readonly weight: number;
}

/** Copying and comparing take one activity per range each, and a run stays below a thousand. */
const maxRanges = 440;

/**
 * Splits the chosen entities into ranges and stores them under the run's name. What was stored before stays, so that
 * progress keeps its meaning.
 * @throws BanyanFailure InvalidPlan naming entities that there are not.
 */
export async function planBackfill(context: PipelineContext, plan: BackfillPlan): Promise<PlannedEntity[]> {
  const chosen = choose(context.entities(), plan);
  let stored = await withTarget(context.control, (client) => readEntityRanges(client, plan.run));
  if (stored.length === 0) {
    const entities = chosen.map((compiled) => compiled.definition.name);
    const ranges = await planRanges(context, { entities, rowsPerRange: plan.rowsPerRange, maxRanges });
    stored = await inTransaction(context.control, async (client) => {
      await storePlannedRanges(client, plan.run, ranges);
      return readEntityRanges(client, plan.run);
    });
  }
  const stats = await readTableStats(context.source, context.catalog());
  return stored.map((ranges) => ({ ...ranges, weight: weigh(context.entity(ranges.entity), stats) }));
}

/** One range of a run by its number. */
export async function plannedRange(context: PipelineContext, run: string, ordinal: number): Promise<StoredRange> {
  const range = await withTarget(context.control, (client) => readPlannedRange(client, run, ordinal));
  if (!range) throw new BanyanFailure('InvalidInput', `run ${run} has no range ${ordinal}: was the control database replaced?`);
  return range;
}

function choose(entities: readonly CompiledEntity[], { include, skip }: BackfillPlan): CompiledEntity[] {
  const names = entities.map((compiled) => compiled.definition.name);
  const unknown = [...(include ?? []), ...skip].filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new BanyanFailure('InvalidPlan', `no entity is named ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  const chosen = entities.filter(({ definition }) => (include?.includes(definition.name) ?? true) && !skip.includes(definition.name));
  if (chosen.length === 0) throw new BanyanFailure('InvalidPlan', 'the plan leaves no entity to migrate');
  return chosen;
}

/** What a row and an aggregate cost beside their bytes, in kilobytes: fitted to the copy of a seeded shop, entity by entity. */
const rowWeight = 0.5;
const aggregateWeight = 0.3;

/**
 * Bytes alone would take a wide order and a narrow payment for the same: every row is decoded, and every aggregate has a
 * place in the ledger. With both, entities come within about a sixth of what they take.
 */
function weigh(compiled: CompiledEntity, stats: ReadonlyMap<string, TableStats>): number {
  const { aggregates, rows, bytes } = sizeOf(compiled, stats);
  return Math.max(1, Math.round(bytes / 1024 + rows * rowWeight + aggregates * aggregateWeight));
}
