import type { Config } from '../../../contracts/config';
import type { SizeEstimate } from '../../../contracts/assessment';
import { allEntities } from '../../../entities/all-entities';
import { connectTarget, type TargetConfig, type TargetPool } from '../../../target/connect';
import { targetsOf } from '../../target-pools';

/** One target database and what is to live in it. */
export interface TargetView {
  readonly pool: TargetPool;
  readonly at: TargetConfig;
  /** `host:port/database`, for sentences. */
  readonly name: string;
  readonly services: readonly string[];
  /** Whether plan, audit and the id key live here. */
  readonly control: boolean;
  /** Absent when the source could not be measured. */
  readonly estimate?: SizeEstimate;
}

/** Every distinct target database of the settings. Nothing is opened until a check asks. */
export function targetViews(config: Config, estimate: SizeEstimate | undefined): TargetView[] {
  const { common, byService, control } = targetsOf(config);
  const name = ({ host, port, database }: TargetConfig): string => `${host}:${port}/${database}`;
  const services = [...new Set(allEntities.map((definition) => definition.service))];
  const databases = new Map([common, ...Object.values(byService), control].map((at) => [name(at), at]));
  return [...databases].map(([address, at]) => ({
    at, estimate,
    name: address,
    pool: connectTarget(at, 1),
    services: services.filter((service) => name(byService[service] ?? common) === address),
    control: name(control) === address,
  }));
}
