import type { Config, SubscriberConfig } from '../contracts/config';
import { BanyanFailure } from '../contracts/failures';
import { allEntities } from '../entities/all-entities';
import { keepersOf } from '../entities/customer-cut';
import { compileEntity, type CompiledEntity } from '../entities/grammar/compile';
import type { Overrides } from '../entities/grammar/copy-writer';
import type { SourceCatalog } from '../entities/grammar/catalog';
import { isWide } from '../entities/grammar/target-table';
import { connectSource, type SourceConfig } from '../source/connect';
import { readCatalog } from '../source/read-catalog';
import { connectTarget, withTarget, type TargetConfig, type TargetPool } from '../target/connect';
import { readCustomersSince } from '../target/chosen-customers';
import { checkIdKey, readIdKey } from '../target/id-key';
import { readOverrides } from '../target/ledger';
import { readShapeVersion } from '../target/source-shape';
import type { PipelineContext } from './context';

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

/**
 * How to reach the targets: the common one, those of single services, and the control database.
 * @throws BanyanFailure InvalidInput when a database is given to a service that there is not: its rows would go elsewhere.
 */
export function targetsOf(config: SubscriberConfig): { common: TargetConfig; byService: Readonly<Record<string, TargetConfig>>; control: TargetConfig } {
  const ca = config.BANYAN_TARGET_CA;
  const services = new Set(allEntities.map((definition) => definition.service));
  const unknown = Object.keys(config.BANYAN_TARGETS).filter((service) => !services.has(service));
  if (unknown.length > 0) throw new BanyanFailure('InvalidInput', `BANYAN_TARGETS: no service is named ${unknown.join(', ')}; there are: ${[...services].join(', ')}`);
  const common = { ...config.BANYAN_TARGET_URL, password: config.BANYAN_TARGET_PASSWORD ?? config.BANYAN_TARGET_URL.password, ca };
  const byService = Object.fromEntries(Object.entries(config.BANYAN_TARGETS).map(([service, url]) => [service, { ...url, ca }]));
  return { common, byService, control: config.BANYAN_CONTROL_URL ? { ...config.BANYAN_CONTROL_URL, ca } : common };
}

/** One pool per distinct database, however many services share it. */
export function openTargets(config: SubscriberConfig): { pools: TargetPool[]; of(target: TargetConfig): TargetPool } {
  const byAddress = new Map<string, TargetPool>();
  const of = (target: TargetConfig): TargetPool => {
    const address = `${target.host}:${target.port}/${target.database}`;
    let pool = byAddress.get(address);
    if (!pool) byAddress.set(address, (pool = connectTarget(target, 16)));
    return pool;
  };
  const { common, byService, control } = targetsOf(config);
  for (const target of [common, ...Object.values(byService), control]) of(target);
  return { pools: [...byAddress.values()], of };
}

/** Opens everything a projection stands on. The targets must be migrated already. */
export async function openContext(config: Config): Promise<OpenContext> {
  const source = connectSource(sourceOf(config), 16);
  const { pools, of } = openTargets(config);
  const { common, byService, control } = targetsOf(config);
  const close = async (): Promise<void> => {
    await Promise.all([source.end(), ...pools.map((pool) => pool.end())]);
  };
  try {
    const key = await readIdKey(of(control));
    const targetOf = (service: string): TargetPool => of(byService[service] ?? common);
    const spaces = allEntities.map((definition) => ({ entity: definition.name, wide: isWide(definition) }));
    const targets = [...new Set(allEntities.map((definition) => targetOf(definition.service)))];
    const ids = await checkIdKey(targets[0]!, key, spaces);
    for (const target of targets.slice(1)) await checkIdKey(target, key, spaces);
    // Before the catalog: what changes in between is read again.
    let version = await withTarget(of(control), readShapeVersion);
    let shop = compileShop(await readCatalog(source, config.BANYAN_SOURCE_PREFIX));
    const overrides = await allOverrides(targets, targetOf);
    const reload = async (): Promise<void> => {
      shop = compileShop(await readCatalog(source, config.BANYAN_SOURCE_PREFIX));
    };
    return {
      source, targetOf, targets, control: of(control), ids, close,
      knownStrays: new Set(),
      overrides: () => overrides,
      cut: async () => {
        const since = await readCustomersSince(of(control));
        return since === undefined ? undefined : { since, keepers: keepersOf(shop.catalog) };
      },
      catalog: () => shop.catalog,
      entities: () => shop.entities,
      entity: (name) => shop.byName.get(name) ?? unknownEntity(name),
      reload,
      freshen: async () => {
        const newest = await withTarget(of(control), readShapeVersion);
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
