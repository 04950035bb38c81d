import type { SubscriberConfig } from '../contracts/config';
import { BanyanFailure } from '../contracts/failures';
import { allEntities } from '../entities/all-entities';
import { connectTarget, type TargetConfig, type TargetPool } from '../target/connect';

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
