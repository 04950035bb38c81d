import { isDeepStrictEqual } from 'node:util';
import { BanyanFailure } from '../contracts/failures';
import { shapeOf } from '../entities/grammar/shape';
import { shapeChanges, type ShapeChange } from '../entities/grammar/shape-changes';
import type { SchemaChange } from '../source/change-source';
import { inTransaction, withTarget } from '../target/connect';
import { noteAllDirty } from '../target/dirty-keys';
import { readShape, storeShape } from '../target/source-shape';
import type { PipelineContext } from './context';
import type { RouteMap } from './route-changes';

export interface SchemaTaking {
  readonly routes: RouteMap;
  /** What the log said; empty when only a look is taken. */
  readonly said: readonly SchemaChange[];
  pause(entity: string, why: BanyanFailure): Promise<void>;
}

/**
 * Reads the shop's tables and attributes again and compares them with what the mapping rested on, also across restarts.
 * Entities that nobody can read any more are stopped, the others go on; whatever values came without row events are
 * projected again. The new shape is stored last, so a crash repeats it all.
 */
export async function takeSchemaChanges(context: PipelineContext, { routes, said, pause }: SchemaTaking): Promise<readonly ShapeChange[]> {
  await context.reload();
  const before = await withTarget(context.control, readShape);
  const after = shapeOf(context.entities(), context.catalog());
  const changes = [...(before ? shapeChanges(before, after) : []), ...contentChanges(said, routes)];
  const stopped = new Map<string, string[]>();
  for (const { entity, severity, says } of changes) if (severity === 'stop') stopped.set(entity, [...(stopped.get(entity) ?? []), says]);
  for (const entity of new Set(changes.filter((change) => change.severity !== 'note').map((change) => change.entity))) {
    const target = context.targetOf(context.entity(entity).definition.service);
    await inTransaction(target, (client) => noteAllDirty(client, { entity, reason: 'the shop changed its tables' }));
  }
  for (const [entity, says] of stopped) {
    await pause(entity, new BanyanFailure('SourceSchemaDrift',
      `${entity}: ${says.join('; ')}. Set the shop's tables right, or update entities/${entity}.ts and restart the workers; then retry ${entity}`));
  }
  // Also a new attribute is a new shape: other workers read it, and later changes of it are noticed.
  if (changes.length > 0 || !isDeepStrictEqual(before, after)) await inTransaction(context.control, (client) => storeShape(client, after, changes));
  return changes;
}

/**
 * Other rows under the same name: a table emptied without row events, or another one renamed to it. The tables that
 * gh-ost and pt-online-schema-change swap hold the same rows.
 */
function contentChanges(said: readonly SchemaChange[], routes: RouteMap): ShapeChange[] {
  return said.flatMap(({ table, kind, tool }) => {
    if (kind !== 'truncated' && kind !== 'renamed') return [];
    const entities = [...new Set((routes.get(table) ?? []).map((route) => route.entity))];
    return entities.map((entity): ShapeChange => (tool
      ? { entity, severity: 'note', says: `table ${table} was swapped by ${tool}` }
      : { entity, severity: 'project', says: `table ${table} was ${kind}` }));
  });
}
