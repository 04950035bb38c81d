import type { RowDataPacket } from 'mysql2';
import { packKey } from '../entities/grammar/derive-ids';
import type { Route } from '../entities/grammar/routes';
import type { Change, RowImage } from '../source/change-source';
import { quoteName, withSource, type SourcePool } from '../source/connect';
import { takeLabel } from '../source/label';

/** Root keys to project, by entity. */
export type KeysByEntity = Map<string, Set<number>>;

/** A route of one entity. */
export interface EntityRoute extends Route {
  readonly entity: string;
}

/** Which routes leave from each source table. */
export type RouteMap = ReadonlyMap<string, readonly EntityRoute[]>;

interface Hops {
  readonly route: EntityRoute;
  readonly values: Set<number>;
}

/**
 * Finds the roots of changed rows, from both images. Rows that reach their root over another table are looked up
 * together, one query per route, after a label: the event may have arrived before its commit was visible.
 */
export async function routeChanges(source: { pool: SourcePool; prefix: string }, routes: RouteMap, changes: readonly Change[]): Promise<KeysByEntity> {
  const keys: KeysByEntity = new Map();
  const hops = new Map<EntityRoute, Hops>();
  for (const change of changes) {
    for (const route of routes.get(change.table) ?? []) {
      for (const image of [change.before, change.after]) if (image) follow(route, image, { keys, hops });
    }
  }
  if (hops.size > 0) {
    await takeLabel(source.pool);
    for (const { route, values } of hops.values()) {
      for (const key of await lookUp(source, route, [...values])) add(keys, route.entity, key);
    }
  }
  return keys;
}

function follow(route: EntityRoute, image: RowImage, found: { keys: KeysByEntity; hops: Map<EntityRoute, Hops> }): void {
  const values = route.columns.map((column) => Number(image[column] ?? NaN));
  if (values.some((value) => !Number.isSafeInteger(value) || value < 0)) return;
  if (!route.hop) return add(found.keys, route.entity, values.length === 2 ? packKey(values[0]!, values[1]!) : values[0]!);
  let hop = found.hops.get(route);
  if (!hop) found.hops.set(route, (hop = { route, values: new Set() }));
  hop.values.add(values[0]!);
}

function add(keys: KeysByEntity, entity: string, key: number): void {
  const set = keys.get(entity);
  if (set) set.add(key);
  else keys.set(entity, new Set([key]));
}

/** Follows a route over its tables, one query per table and 5,000 values. */
/** Follows a route's hops, one query per hop and 5,000 values. */
async function lookUp({ pool, prefix }: { pool: SourcePool; prefix: string }, route: EntityRoute, values: readonly number[]): Promise<number[]> {
  let found = values;
  for (let hop = route.hop; hop; hop = hop.hop) {
    const sql = `SELECT DISTINCT ${quoteName(hop.column)} AS next FROM ${quoteName(prefix + hop.table)} WHERE ${quoteName(hop.key)} IN (?)`;
    const next = new Set<number>();
    for (let at = 0; at < found.length; at += 5000) {
      const [rows] = await withSource(pool, (connection) => connection.query<RowDataPacket[]>(sql, [found.slice(at, at + 5000)]));
      for (const row of rows) if (row.next !== null) next.add(Number(row.next));
    }
    found = [...next];
  }
  return [...found];
}
