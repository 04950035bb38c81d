import type { Config } from '../contracts/config';
import { BanyanFailure } from '../contracts/failures';
import { allEntities } from '../entities/all-entities';
import { keepersOf } from '../entities/customer-cut';
import { compileEntity, type CompiledEntity } from '../entities/grammar/compile';
import type { Overrides } from '../entities/grammar/copy-writer';
import type { SourceCatalog } from '../entities/grammar/catalog';
import { isWide } from '../entities/grammar/target-table';
import { connectSource, type SourceConfig } from '../source/connect';
import { readCatalog } from '../source/read-catalog';
import { withTarget, type TargetPool } from '../target/connect';
import { readCustomersSince } from '../target/chosen-customers';
import { checkIdKey, readIdKey } from '../target/id-key';
import { readOverrides } from '../target/ledger';
import { readShapeVersion } from '../target/source-shape';
import type { PipelineContext } from './context';
import { targetContext } from './open-target-context';

/** A context, and how to close what it opened. */
export interface OpenContext extends PipelineContext {
  close(): Promise<void>;
}

/** How to reach the source, from the settings. */
export const sourceOf = (config: Config): SourceConfig => ({
  ...config.BANYAN_SOURCE_URL,
  password: config.BANYAN_SOURCE_PASSWORD ?? config.BANYAN_SOURCE_URL.password,
  prefix: config.BANYAN_SOURCE_PREFIX,
  ca: config.BANYAN_SOURCE_CA,
});

/** Opens everything a projection stands on. The targets must be migrated already. */
export async function openContext(config: Config): Promise<OpenContext> {
  const source = connectSource(sourceOf(config), 16);
  const opened = targetContext(config);
  const { targetOf, targets, control } = opened;
  const close = async (): Promise<void> => void (await Promise.all([source.end(), opened.close()]));
  try {
    const key = await readIdKey(control);
    const spaces = allEntities.map((definition) => ({ entity: definition.name, wide: isWide(definition) }));
    const ids = await checkIdKey(targets[0]!, key, spaces);
    for (const target of targets.slice(1)) await checkIdKey(target, key, spaces);
    // Before the catalog: what changes in between is read again.
    let version = await withTarget(control, readShapeVersion);
    let shop = compileShop(await readCatalog(source, config.BANYAN_SOURCE_PREFIX));
    const overrides = await allOverrides(targets, targetOf);
    const reload = async (): Promise<void> => {
      shop = compileShop(await readCatalog(source, config.BANYAN_SOURCE_PREFIX));
    };
    return {
      source, targetOf, targets, control, ids, close,
      knownStrays: new Set(),
      overrides: () => overrides,
      cut: async () => {
        const since = await readCustomersSince(control);
        return since === undefined ? undefined : { since, keepers: keepersOf(shop.catalog) };
      },
      catalog: () => shop.catalog,
      entities: () => shop.entities,
      entity: (name) => shop.byName.get(name) ?? unknownEntity(name),
      reload,
      freshen: async () => {
        const newest = await withTarget(control, readShapeVersion);
        if (newest === version) return;
        await reload();
        version = newest;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const unknownEntity = (name: string): never => {
  throw new BanyanFailure('InvalidInput', `no entity is named ${JSON.stringify(name)}; there are: ${allEntities.map((entity) => entity.name).join(', ')}`);
};

interface Shop {
  readonly catalog: SourceCatalog;
  readonly entities: readonly CompiledEntity[];
  readonly byName: ReadonlyMap<string, CompiledEntity>;
}

function compileShop(catalog: SourceCatalog): Shop {
  const entities = allEntities.map((definition) => compileEntity(definition, catalog));
  return { catalog, entities, byName: new Map(entities.map((compiled) => [compiled.definition.name, compiled])) };
}

/** One query per database. Only the ledger of an entity's own database says its ids; whatever another holds is not of this shop's rows. */
async function allOverrides(targets: readonly TargetPool[], targetOf: (service: string) => TargetPool): Promise<Overrides> {
  const homes = new Map(allEntities.flatMap(({ name, service, children = [] }) =>
    [name, ...children.flatMap(({ key }) => ('id' in key ? [key.entity] : []))].map((entity) => [entity, targetOf(service)] as const)));
  const all = new Map<string, ReadonlyMap<number, string>>();
  for (const target of targets) {
    for (const [entity, ids] of await withTarget(target, readOverrides)) if (homes.get(entity) === target) all.set(entity, ids);
  }
  return all;
}
