import { BanyanFailure } from '../contracts/failures';
import type { CompiledEntity } from '../entities/grammar/compile';
import type { PipelineContext } from './context';

/**
 * The entity as compiled for the shop, provided that every table and column it needs is there. A table that is away
 * would read as empty, and what it held would be taken for deleted. The catalog is read again first where another worker
 * has noticed a change, and where something is away: it may be back.
 * @throws SourceSchemaDrift naming what the shop lacks.
 */
export async function demandMapped(context: PipelineContext, entity: string): Promise<CompiledEntity> {
  await context.freshen();
  const known = context.entity(entity);
  if (known.missing.length === 0) return known;
  await context.reload();
  const compiled = context.entity(entity);
  if (compiled.missing.length === 0) return compiled;
  const { prefix } = context.catalog();
  throw new BanyanFailure('SourceSchemaDrift',
    `${entity} needs ${compiled.missing.map((name) => prefix + name).join(', ')}, which the source does not have or does not show to this user`);
}
