import type { RowDataPacket } from 'mysql2';
import type { CompiledEntity } from '../entities/grammar/compile';
import { idLimit, packKey } from '../entities/grammar/derive-ids';
import { quoteName, withSource, type SourceConnection } from '../source/connect';
import type { PipelineContext } from './context';

/** A range of root keys, both ends included, and about how many aggregates it holds. */
export interface PlannedRange {
  readonly entity: string;
  readonly from: number;
  readonly to: number;
  readonly estimate: number;
}

export interface RangePlan {
  readonly entities?: readonly string[];
  /** Aggregates one range should hold; raised where a shop would need more ranges than `maxRanges`. */
  readonly aggregatesPerRange: number;
  readonly maxRanges?: number;
}

/**
 * Splits every entity into ranges that cover all keys there can be, so that rows born later and rows that are gone
 * fall into one as well. Sizes come from the key's spread and the server's own row estimate: no table is scanned.
 */
export async function planRanges(context: PipelineContext, plan: RangePlan): Promise<PlannedRange[]> {
  const chosen = context.entities().filter(({ definition }) => !plan.entities || plan.entities.includes(definition.name));
  const { prefix } = context.catalog();
  return withSource(context.source, async (connection) => {
    const spans = [];
    for (const compiled of chosen) spans.push({ compiled, ...(await spanOf(connection, compiled, prefix)) });
    const total = spans.reduce((sum, span) => sum + span.rows, 0);
    const perRange = Math.max(plan.aggregatesPerRange, Math.ceil(total / (plan.maxRanges ?? 800)));
    return spans.flatMap((span) => split(span, perRange));
  });
}

interface Span {
  readonly compiled: CompiledEntity;
  readonly max: number;
  readonly min: number;
  readonly rows: number;
}

async function spanOf(connection: SourceConnection, compiled: CompiledEntity, prefix: string): Promise<Omit<Span, 'compiled'>> {
  if (!compiled.present) return { min: 0, max: 0, rows: 0 };
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
  const [stats] = await connection.query<RowDataPacket[]>(
    'SELECT TABLE_ROWS AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?', [table]);
  const [min, max] = [await end('ASC'), await end('DESC')];
  return { min, max, rows: Math.min(Number(stats[0]?.n ?? 0), max - min + 1) };
}

/** Equal slices of the key space between the first and the last key; the outer ones reach to the ends of what can be. */
function split({ compiled, min, max, rows }: Span, perRange: number): PlannedRange[] {
  const limit = idLimit(compiled.space.wide) - 1;
  const entity = compiled.definition.name;
  const slices = Math.max(1, Math.min(Math.ceil(rows / perRange), max - min + 1));
  const width = Math.ceil((max - min + 1) / slices);
  return Array.from({ length: slices }, (_, index) => ({
    entity,
    from: index === 0 ? 0 : min + index * width,
    to: index === slices - 1 ? limit : min + (index + 1) * width - 1,
    estimate: Math.round(rows / slices),
  })).filter((range) => range.from <= range.to);
}
