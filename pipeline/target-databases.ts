import type { Config } from '../contracts/config';
import { allEntities } from '../entities/all-entities';
import { completionLanes } from '../target/complete-schema';
import { connectTarget, type TargetConfig, type TargetPool } from '../target/connect';
import { targetsOf } from './target-pools';

/** One database and the services that live in it; the control database may have none. */
export interface TargetDatabase {
  readonly pool: TargetPool;
  readonly services: readonly string[];
}

/** Does work on every target database in turn, on connections of its own. @returns what the works returned, in order. */
export async function onTargetDatabases<T>(config: Config, work: (database: TargetDatabase) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const { target, services } of databasesOf(config)) {
    const pool = connectTarget(target, completionLanes + 2);
    try {
      results.push(await work({ pool, services }));
    } finally {
      await pool.end();
    }
  }
  return results;
}

function databasesOf(config: Config): Iterable<{ readonly target: TargetConfig; readonly services: string[] }> {
  const { common, byService, control } = targetsOf(config);
  const databases = new Map<string, { target: TargetConfig; services: string[] }>();
  const at = (target: TargetConfig): { services: string[] } => {
    const address = `${target.host}:${target.port}/${target.database}`;
    if (!databases.has(address)) databases.set(address, { target, services: [] });
    return databases.get(address)!;
  };
  at(control);
  for (const service of new Set(allEntities.map((definition) => definition.service))) at(byService[service] ?? common).services.push(service);
  return databases.values();
}
