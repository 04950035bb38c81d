import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../contracts/config';
import { snake } from '../entities/grammar/target-table';
import { completeSchema, type CompletionStep } from '../target/complete-schema';
import { migrateTarget, type MigrationFolder } from '../target/migrate';
import { onTargetDatabases } from './target-databases';

const root = join(__dirname, '..');
const afterLoad = 'after-load';

/** Brings every target database to the tables its services need. Safe to run again. @returns what was applied now. */
export async function prepareTargets(config: Config): Promise<string[]> {
  const applied = await onTargetDatabases(config, ({ pool, services }) =>
    migrateTarget(pool, [{ owner: 'banyan', path: join(root, 'target', 'schema') }, ...serviceFolders(services)]));
  return applied.flat();
}

/** Builds the indexes and foreign keys, once the first load is done. Safe to run again, and at any time. @returns what was built now. */
export async function completeTargets(config: Config, step: CompletionStep): Promise<string[]> {
  const built = await onTargetDatabases(config, ({ pool, services }) => completeSchema(pool, serviceFolders(services, afterLoad), step));
  return built.flat();
}

function serviceFolders(services: readonly string[], within = ''): MigrationFolder[] {
  const known = readdirSync(join(root, 'services'));
  return services
    .map((service) => ({ owner: service, path: join(root, 'services', known.find((name) => snake(name) === snake(service)) ?? service, 'schema', within) }))
    .filter((folder) => existsSync(folder.path));
}
