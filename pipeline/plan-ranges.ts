import type { CompiledEntity } from '../entities/grammar/compile';
import { idLimit, packKey } from '../entities/grammar/derive-ids';
import { quoteName, withSource, type SourceConnection } from '../source/connect';
import { readTableStats } from './assess/source/table-stats';
import type { PipelineContext } from './context';
import { sizeOf } from './entity-size';

/** A range of root keys, both ends included, and about how many aggregates it holds. */
export interface PlannedRange {
  readonly entity: string;
  readonly from: number;
  readonly to: number;
  readonly estimate: number;
}

export interface RangePlan {
  readonly entities?: readonly string[];
  /** Rows of all tables of an entity that one range should hold; raised where a shop would need more ranges than `maxRanges`. */
  readonly rowsPerRange: number;
  readonly maxRanges?: number;
}

/**
 * Splits every entity into ranges that cover all keys there can be, so that rows born later and rows that are gone
 * fall into one as well. Sizes come from the key's spread and the server's own row estimates: no table is scanned.
 */
export async function planRanges(context: PipelineContext, plan: RangePlan): Promise<PlannedRange[]> {
  const chosen = context.entities().filter(({ definition }) => !plan.entities || plan.entities.includes(definition.name));
  const stats = await readTableStats(context.source, context.catalog());
  const sizes = chosen.map((compiled) => ({ compiled, ...sizeOf(compiled, stats) }));
  const total = sizes.reduce((sum, { rows }) => sum + rows, 0);
  const perRange = Math.max(plan.rowsPerRange, Math.ceil(total / (plan.maxRanges ?? 800)));
  const { prefix } = context.catalog();
  return withSource(context.source, async (connection) => {
    const ranges: PlannedRange[] = [];
    for (const { compiled, aggregates, rows } of sizes) {
      const { min, max } = await keysOf(connection, compiled, prefix);
      ranges.push(...split({ compiled, min, max, aggregates: Math.min(aggregates, max - min + 1), slices: Math.ceil(rows / perRange) }));
    }
    return ranges;
  });
}

interface Span {
  readonly compiled: CompiledEntity;
  /** The first and the last key. */
  readonly min: number;
  readonly max: number;
  readonly aggregates: number;
  /** How many ranges it is to become. */
  readonly slices: number;
}

async function keysOf(connection: SourceConnection, compiled: CompiledEntity, prefix: string): Promise<Pick<Span, 'min' | 'max'>> {
  if (!compiled.present) return { min: 0, max: 0 };
  const table = prefix + compiled.definition.root;
  const columns = compiled.keyColumns.map(quoteName);
  const end = async (order: string): Promise<number> => {
    const [rows] = await connection.query({
      sql: `SELECT ${columns.join(', ')} FROM ${quoteName(table)} ORDER BY ${columns.map((column) => `${column} ${order}`).join(', ')} LIMIT 1`,
      rowsAsArray: true,
    });
    const row = (rows as unknown as number[][])[0];
    if (!row) return 0;
    return row.length === 2 ? packKey(Number(row[0]), Number(row[1])) : Number(row[0]);
  };
  return { min: await end('ASC'), max: await end('DESC') };
}

/** Equal slices of the key space between the first and the last key; the outer ones reach to the ends of what can be. */
function split({ compiled, min, max, aggregates, slices: wanted }: Span): PlannedRange[] {
  const limit = idLimit(compiled.space.wide) - 1;
  const entity = compiled.definition.name;
  const slices = Math.max(1, Math.min(wanted, max - min + 1));
  const width = Math.ceil((max - min + 1) / slices);
  return Array.from({ length: slices }, (_, index) => ({
    entity,
    from: index === 0 ? 0 : min + index * width,
    to: index === slices - 1 ? limit : min + (index + 1) * width - 1,
    estimate: Math.round(aggregates / slices),
  })).filter((range) => range.from <= range.to);
}
