import { createConnection } from 'mysql2/promise';
import type { StackConfig } from './config';
import { daprSettings, debeziumSettings } from '../rehearsal/stream-settings';
import { openPasswords } from './passwords';
import { prepareSource } from './prepare-source';
import { prepareTarget } from './prepare-target';
import type { SourceServer, Stack, TargetServer } from './stack';

/** The shop that `npm run seed` makes, and the database it goes to. */
const SHOP = 'magento';
const PLATFORM = 'platform';
const ACCOUNT = 'banyan';

type Settings = Readonly<Record<string, string>>;

const playSource = async (source: SourceServer, password: string): Promise<Settings> => {
  const { kind, host, port, rootUser, rootPassword } = source;
  const root = await createConnection({ host, port, user: rootUser, password: rootPassword });
  try {
    await prepareSource(root, { kind, shopDatabase: SHOP, user: ACCOUNT, password });
  } finally {
    await root.end();
  }
  return {
    BANYAN_SOURCE_URL: `mysql://${ACCOUNT}@${host}:${port}/${SHOP}`,
    BANYAN_SOURCE_PASSWORD: password,
    BANYAN_SEED_URL: `mysql://${encodeURIComponent(rootUser)}@${host}:${port}/${SHOP}`,
    BANYAN_SEED_PASSWORD: rootPassword,
  };
};

const playTarget = async (target: TargetServer, password: string): Promise<Settings> => {
  await prepareTarget(target, { user: ACCOUNT, password, database: PLATFORM });
  return { BANYAN_TARGET_URL: `postgres://${ACCOUNT}@${target.host}:${target.port}/${PLATFORM}`, BANYAN_TARGET_PASSWORD: password };
};

/**
 * Gives Banyan its accounts on the servers that were started here, as an administrator would; a server that somebody
 * configured is left as it is. The data outlives neither the folder nor the passwords in it.
 * @returns the settings of Banyan's programs and of `npm run seed`.
 */
export const preparePlay = async ({ dir, source, target, temporal, dapr, debezium }: Stack, config: StackConfig): Promise<Settings> => {
  const { banyan: password } = openPasswords(dir);
  return {
    ...(source && config.sourceUrl === undefined && (await playSource(source, password))),
    ...(target && config.targetUrl === undefined && (await playTarget(target, password))),
    ...(temporal && {
      BANYAN_TEMPORAL_ADDRESS: temporal.address, BANYAN_TEMPORAL_NAMESPACE: temporal.namespace,
      // Of these Temporal's own command line tool knows where to ask.
      TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: temporal.namespace,
    }),
    ...daprSettings(dapr), ...debeziumSettings(debezium, dir),
  };
};
