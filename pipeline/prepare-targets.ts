import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../contracts/config';
import { allEntities } from '../entities/all-entities';
import { snake } from '../entities/grammar/target-table';
import { connectTarget, type TargetConfig } from '../target/connect';
import { migrateTarget, type MigrationFolder } from '../target/migrate';
import { targetsOf } from './open-context';

const root = join(__dirname, '..');

/** Folders of the schemas that one database needs: Banyan's own, and those of the services that live in it. */
export function schemaFolders(services: readonly string[]): MigrationFolder[] {
  const known = readdirSync(join(root, 'services'));
  const folders = services.map((service) => ({ owner: service, path: join(root, 'services', known.find((name) => snake(name) === snake(service)) ?? service, 'schema') }));
  return [{ owner: 'banyan', path: join(root, 'target', 'schema') }, ...folders.filter((folder) => existsSync(folder.path))];
}

/** Brings every target database to the schemas its services need. Safe to run again. @returns what was applied now. */
export async function prepareTargets(config: Config): Promise<string[]> {
  const { common, byService, control } = targetsOf(config);
  const services = [...new Set(allEntities.map((definition) => definition.service))];
  const databases = new Map<string, { target: TargetConfig; services: string[] }>();
  const at = (target: TargetConfig): { services: string[] } => {
    const address = `${target.host}:${target.port}/${target.database}`;
    if (!databases.has(address)) databases.set(address, { target, services: [] });
    return databases.get(address)!;
  };
  at(control);
  for (const service of services) at(byService[service] ?? common).services.push(service);
  const applied: string[] = [];
  for (const database of databases.values()) {
    const pool = connectTarget(database.target, 1);
    try {
      applied.push(...(await migrateTarget(pool, schemaFolders(database.services))));
    } finally {
      await pool.end();
    }
  }
  return applied;
}
