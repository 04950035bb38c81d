import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { prepareSource } from '../stack/prepare-source';
import type { SourceServer, Stack, TargetServer } from '../stack/stack';
import { daprSettings, debeziumSettings } from './stream-settings';

/** Settings of Banyan's programs, by environment variable. */
export type Settings = Readonly<Record<string, string>>;

const login = (user: string, password: string): string => `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;

export interface Shop {
  readonly database: string;
  /** A fresh database of this name is made on the target. */
  readonly target: string;
  /** Services that get a second fresh database, `<target>_apart`, to themselves. */
  readonly apart?: readonly string[];
}

/**
 * Gives Banyan its own account and schema on the source, as an administrator would, and an empty database on the target,
 * or two.
 * @returns the settings of its programs.
 */
export async function prepareRun(stack: Stack, shop: Shop): Promise<Settings> {
  const { source, target, temporal, dapr, debezium } = stack;
  if (!source || !target) throw new Error('a rehearsal needs a source and a target');
  const password = randomBytes(18).toString('base64url');
  await asRoot(source, (root) => prepareSource(root, { kind: source.kind, shopDatabase: shop.database, user: 'banyan', password }));
  const apart = shop.apart?.length ? `${shop.target}_apart` : undefined;
  await createDatabases(target, [shop.target, ...(apart ? [apart] : [])]);
  const urlOf = (database: string): string => `postgres://${login(target.user, target.password)}@${target.host}:${target.port}/${database}`;
  return {
    BANYAN_SOURCE_URL: `mysql://${login('banyan', password)}@${source.host}:${source.port}/${shop.database}`,
    BANYAN_TARGET_URL: urlOf(shop.target),
    ...(apart && { BANYAN_TARGETS: JSON.stringify(Object.fromEntries(shop.apart!.map((service) => [service, urlOf(apart)]))) }),
    ...(temporal && { BANYAN_TEMPORAL_ADDRESS: temporal.address, BANYAN_TEMPORAL_NAMESPACE: temporal.namespace }),
    ...daprSettings(dapr), ...debeziumSettings(debezium, stack.dir),
  };
}

async function createDatabases({ host, port, user, password, database }: TargetServer, names: readonly string[]): Promise<void> {
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    for (const name of names) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} ENCODING 'UTF8' TEMPLATE template0`);
  } finally {
    await client.end();
  }
}

async function asRoot<T>(server: SourceServer, use: (root: Awaited<ReturnType<typeof createConnection>>) => Promise<T>): Promise<T> {
  const root = await createConnection({ host: server.host, port: server.port, user: server.rootUser, password: server.rootPassword });
  try {
    return await use(root);
  } finally {
    await root.end();
  }
}
