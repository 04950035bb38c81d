import { columnsOf, type SourceCatalog } from './catalog';
import type { CompiledEntity, TablePlan } from './compile';
import type { Hop } from './definition';
import { hopsOf } from './table-plan';

/**
 * How a changed row of a source table leads to the roots to project: its own columns hold the root's key (two of them
 * when the key is packed), or its column leads through tables in between.
 */
export interface Route {
  readonly table: string;
  readonly columns: readonly string[];
  readonly hop?: RouteHop;
}

/** Look `key` up in `table`; `column` is the root's key, or leads on through `hop`. */
export interface RouteHop {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly hop?: RouteHop;
}

/**
 * Every way a logged row change reaches the roots of an entity. Tables in between have routes of their own, because a
 * row of theirs that moves takes its children along.
 */
export function routesOf(compiled: CompiledEntity, catalog: SourceCatalog): Route[] {
  if (!compiled.present && compiled.definition.optional) return [];
  const routes = [
    { table: compiled.definition.root, columns: compiled.keyColumns },
    // A table that is needed and away may come back at any time; its changes must not be missed then.
    ...compiled.children.filter((plan) => plan.present || plan.needed).flatMap((plan) => childRoutes(plan, catalog)),
    ...eavRoutes(compiled),
  ];
  return [...new Map(routes.map((route) => [JSON.stringify(route), route])).values()];
}

/** Source tables whose changes the stream must see for an entity. */
export const routedTables = (routes: readonly Route[]): string[] => [...new Set(routes.map((route) => route.table))].sort();

function childRoutes(plan: TablePlan, catalog: SourceCatalog): Route[] {
  const parent = plan.parent!;
  const hops = hopsOf(parent);
  const own: Route = { table: plan.source, columns: [parent.column], hop: chain(hops) };
  // A staged version row leads to its root by itself; only real tables in between need routes.
  const between = hops.filter((hop) => !hop.inForce && columnsOf(catalog, hop.table).includes(hop.column));
  return [own, ...between.map((hop): Route => ({ table: hop.table, columns: [hop.column], hop: chain(hops.slice(hops.indexOf(hop) + 1)) }))];
}

function chain(hops: readonly Hop[]): RouteHop | undefined {
  const [first, ...rest] = hops;
  if (!first) return undefined;
  const next = chain(rest);
  return { table: first.table, key: first.key, column: first.column, ...(next ? { hop: next } : {}) };
}

function eavRoutes(compiled: CompiledEntity): Route[] {
  const root = compiled.definition.root;
  const key = compiled.keyColumns[0]!;
  const version: RouteHop = { table: root, key: 'row_id', column: key };
  return (compiled.eav?.tables ?? []).filter((table) => table.present).map((table): Route =>
    (compiled.staged ? { table: table.source, columns: ['row_id'], hop: version } : { table: table.source, columns: [key] }));
}
