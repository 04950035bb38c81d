import { effectsOf, type Effect } from '../entities/grammar/effects';
import { routesOf } from '../entities/grammar/routes';
import type { PipelineContext } from './context';
import type { EffectMap } from './heal';
import type { EntityRoute, RouteMap } from './route-changes';

/** Routes of all entities, by source table. */
export function routesByTable(context: PipelineContext): RouteMap {
  const routes = new Map<string, EntityRoute[]>();
  for (const compiled of context.entities()) {
    for (const route of routesOf(compiled, context.catalog())) {
      routes.set(route.table, [...(routes.get(route.table) ?? []), { ...route, entity: compiled.definition.name }]);
    }
  }
  return routes;
}

/** Effects of all entities, by source table; derived anew when the catalog was read again. */
export function effectsByTable(context: PipelineContext): () => EffectMap {
  let derivedFrom: unknown;
  let effects: EffectMap = new Map();
  return () => {
    if (derivedFrom === context.catalog()) return effects;
    derivedFrom = context.catalog();
    const byTable = new Map<string, Effect[]>();
    for (const effect of effectsOf(context.entities(), context.catalog())) {
      byTable.set(effect.when.table, [...(byTable.get(effect.when.table) ?? []), effect]);
    }
    return (effects = byTable);
  };
}

/** The columns a reader must decode: those that lead to roots, those that effects are told by, and others by table. */
export function wantedColumns(routes: RouteMap, effects: EffectMap, others: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const wanted = new Map<string, Set<string>>();
  const want = (table: string, columns: readonly string[]): void => {
    wanted.set(table, new Set([...(wanted.get(table) ?? []), ...columns]));
  };
  for (const [table, list] of routes) for (const route of list) want(table, route.columns);
  for (const [table, columns] of others) want(table, columns);
  for (const [table, list] of effects) for (const effect of list) want(table, [effect.when.column, ...(effect.when.reads ?? []), ...(effect.byCode ? ['attribute_code'] : [])]);
  return new Map([...wanted].map(([table, columns]) => [table, [...columns]]));
}
