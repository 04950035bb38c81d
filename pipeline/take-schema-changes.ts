import { isDeepStrictEqual } from 'node:util';
import { BanyanFailure } from '../contracts/failures';
import { shapeOf } from '../entities/grammar/shape';
import { shapeChanges, type ShapeChange } from '../entities/grammar/shape-changes';
import type { SchemaChange } from '../source/change-source';
import { takeLabel } from '../source/label';
import { inTransaction, withTarget } from '../target/connect';
import { raiseShapeVersion, readShape, storeShape } from '../target/source-shape';
import type { PipelineContext } from './context';
import { statedEntities } from './entity-states';
import { healWhole } from './heal';
import { noteSourceKeys } from './note-source-keys';
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
export async function takeSchemaChanges(context: PipelineContext, { routes, said, pause }: SchemaTaking): Promise<void> {
  // A statement may be in the log before its effect can be seen.
  await takeLabel(context.source);
  await context.reload();
  const before = await withTarget(context.control, readShape);
  const after = shapeOf(context.entities(), context.catalog());
  const changes = [...(before ? shapeChanges(before, after) : []), ...contentChanges(said, routes)];
  if (changes.length === 0 && isDeepStrictEqual(before, after)) return;
  // First of all every worker reads the tables again: a load that begins from here on is right, one beside is healed.
  await inTransaction(context.control, raiseShapeVersion);
  const entities = (concerned: (change: ShapeChange) => boolean): string[] => [...new Set(changes.filter(concerned).map(({ entity }) => entity))];
  await healWhole(context, entities(({ severity }) => severity !== 'note'));
  for (const entity of entities(({ anyKeys }) => anyKeys === true)) await noteSourceKeys(context, entity);
  await stopEntities(context, changes, pause);
  await inTransaction(context.control, (client) => storeShape(client, after, changes));
}

async function stopEntities(context: PipelineContext, changes: readonly ShapeChange[], pause: SchemaTaking['pause']): Promise<void> {
  const stopped = new Map<string, string[]>();
  for (const { entity, severity, says } of changes) if (severity === 'stop') stopped.set(entity, [...(stopped.get(entity) ?? []), says]);
  if (stopped.size === 0) return;
  const skipped = new Set((await statedEntities(context)).filter(({ state }) => state === 'skipped').map(({ entity }) => entity));
  for (const [entity, says] of stopped) {
    if (skipped.has(entity)) continue;
    await pause(entity, new BanyanFailure('SourceSchemaDrift',
      `${entity}: ${says.join('; ')}. Set the shop's tables right, or update entities/${entity}.ts and restart the workers; then retry ${entity}`));
  }
}

/**
 * Other rows under the same name: a table emptied without row events, made anew, or another one renamed to it. The tables
 * that gh-ost and pt-online-schema-change swap hold the same rows.
 */
function contentChanges(said: readonly SchemaChange[], routes: RouteMap): ShapeChange[] {
  return said.flatMap(({ table, kind, tool }) => {
    if (kind === 'altered') return [];
    const entities = [...new Set((routes.get(table) ?? []).map((route) => route.entity))];
    return entities.map((entity): ShapeChange => {
      if (tool) return { entity, severity: 'note', says: `table ${table} was swapped by ${tool}` };
      return { entity, severity: 'project', says: `table ${table} was ${kind}`, ...(kind === 'truncated' ? {} : { anyKeys: true }) };
    });
  });
}
