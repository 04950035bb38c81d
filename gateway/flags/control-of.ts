import type { Config } from '../../contracts/config';
import type { ControlAddress } from './connect-control';

/** Where the control database is, by the settings that all programs share. */
export function controlOf(config: Pick<Config, 'BANYAN_CONTROL_URL' | 'BANYAN_TARGET_URL' | 'BANYAN_TARGET_PASSWORD' | 'BANYAN_TARGET_CA'>): ControlAddress {
  const target = { ...config.BANYAN_TARGET_URL, password: config.BANYAN_TARGET_PASSWORD ?? config.BANYAN_TARGET_URL.password };
  return { ...(config.BANYAN_CONTROL_URL ?? target), ...(config.BANYAN_TARGET_CA ? { ca: config.BANYAN_TARGET_CA } : {}) };
}
