import type { Ground } from './ground';
import { probeTarget } from './postgres';
import { probeRedis } from './redis';
import { probeSource } from './source-probe';
import type { RedisServer, ServerControl, SourceServer, TargetServer, TemporalServer } from './stack';
import { probeTemporal } from './temporal';

const notOurs = (name: string): ServerControl => {
  const refuse = (): Promise<never> => Promise.reject(new Error(`${name} was configured, not started here: it is neither killed nor restarted`));
  return { pid: () => undefined, kill: refuse, start: refuse };
};

const partsOf = (text: string, port: number) => {
  const url = new URL(text);
  const decoded = (value: string): string => decodeURIComponent(value);
  return { host: url.hostname, port: Number(url.port || port), user: decoded(url.username), password: decoded(url.password), path: decoded(url.pathname.slice(1)), scheme: url.protocol };
};

/** The source named by BANYAN_STACK_SOURCE_URL, once it has answered; undefined when none is named. */
export const configuredSource = async ({ config, say }: Ground): Promise<SourceServer | undefined> => {
  if (config.sourceUrl === undefined) return undefined;
  const { host, port, user, password, scheme } = partsOf(config.sourceUrl, 3306);
  const version = await probeSource({ host, port, user, password });
  say(`source: ${version} at ${host}:${port} (configured)`);
  return { kind: scheme === 'mariadb:' ? 'mariadb' : 'mysql', host, port, rootUser: user, rootPassword: password, control: notOurs('The source') };
};

/** The target named by BANYAN_STACK_TARGET_URL. */
export const configuredTarget = async ({ config, say }: Ground): Promise<TargetServer | undefined> => {
  if (config.targetUrl === undefined) return undefined;
  const { host, port, user, password, path } = partsOf(config.targetUrl, 5432);
  const address = { host, port, user, password, database: path || 'postgres' };
  say(`target: PostgreSQL ${await probeTarget(address)} at ${host}:${port} (configured)`);
  return { ...address, control: notOurs('The target') };
};

/** The Redis named by BANYAN_STACK_REDIS_URL. */
export const configuredRedis = async ({ config, say }: Ground): Promise<RedisServer | undefined> => {
  if (config.redisUrl === undefined) return undefined;
  const { host, port, password } = partsOf(config.redisUrl, 6379);
  await probeRedis({ host, port, password });
  say(`redis: at ${host}:${port} (configured)`);
  return { host, port, password, control: notOurs('Redis') };
};

/** The Temporal named by BANYAN_STACK_TEMPORAL_ADDRESS. */
export const configuredTemporal = async ({ config, say }: Ground): Promise<TemporalServer | undefined> => {
  const { temporalAddress: address, temporalNamespace: namespace } = config;
  if (address === undefined) return undefined;
  await probeTemporal(address, namespace);
  say(`temporal: at ${address} (configured)`);
  return { address, uiUrl: config.temporalUi, namespace, cliPath: config.temporalCli, control: notOurs('Temporal') };
};
