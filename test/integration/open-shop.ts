import type { Connection } from 'mysql2/promise';
import { Client } from 'pg';
import { parseConfig, type Config } from '../../contracts/config';
import { openContext, type OpenContext } from '../../pipeline/open-context';
import { prepareTargets } from '../../pipeline/prepare-targets';
import { withTarget, type TargetPool } from '../../target/connect';
import type { Servers, TargetDatabase } from '../servers';
import { connectShop, openShopDatabase, type ShopDatabase } from './shop-database';

/** A small shop on real servers and a pipeline over it. */
export interface TestShop {
  /** An administrator's connection to the shop, with Magento's own session. */
  readonly magento: Connection;
  readonly config: Config;
  readonly context: OpenContext;
  /** Rows of a query on the target, as texts. */
  target(sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** The same in the database of a service. */
  at(service: string, sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const login = (user: string, password: string): string => `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;

const urlOf = ({ user, password, host, port, database }: TargetDatabase): string => `postgres://${login(user, password)}@${host}:${port}/${database}`;

export interface ShopOptions {
  /** Services that share a second database; all the others, and the control tables, are in the first. */
  readonly apart?: readonly string[];
  /** One that earlier tests have used; it is restored first. Default: one of its own. */
  readonly database?: ShopDatabase;
}

/** Opens an empty shop, and migrates the schema of a new target. */
export async function openShop(servers: Servers, { apart = [], database }: ShopOptions = {}): Promise<TestShop> {
  const source = database ?? await openShopDatabase(servers);
  await database?.restore();
  const target = await servers.createTargetDatabase();
  const second = apart.length > 0 ? urlOf(await servers.createTargetDatabase()) : undefined;
  const magento = await connectShop(source);
  const config = parseConfig({
    BANYAN_SOURCE_URL: `mysql://${login(source.user, source.password)}@${source.host}:${source.port}/${source.database}`,
    BANYAN_TARGET_URL: urlOf(target),
    BANYAN_TARGETS: JSON.stringify(Object.fromEntries(apart.map((service) => [service, second]))),
  });
  await prepareTargets(config);
  const context = await openContext(config);
  const ask = (pool: TargetPool, sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> =>
    withTarget(pool, async (client) => (await client.query(sql, [...values])).rows);
  return {
    magento, config, context,
    target: (sql, values = []) => ask(context.control, sql, values),
    at: (service, sql, values = []) => ask(context.targetOf(service), sql, values),
    close: async () => {
      await context.close();
      await magento.end();
    },
  };
}

/** A second pipeline from the same shop to a target of its own, on which every aggregate has the same id as on the first. */
export async function openBeside(servers: Servers, { config: { BANYAN_TARGET_URL, ...config }, context: first }: TestShop): Promise<Pick<TestShop, 'config' | 'context'>> {
  const { host, port, user, password, database } = await servers.createTargetDatabase();
  const beside: Config = { ...config, BANYAN_TARGET_URL: { ...BANYAN_TARGET_URL, host, port, user, password, database } };
  await prepareTargets(beside);
  const { rows: [key] } = await withTarget(first.control, (client) => client.query<{ value: string }>("SELECT value FROM banyan.settings WHERE name = 'id_key'"));
  const own = new Client({ host, port, user, password, database });
  await own.connect();
  try {
    await own.query("INSERT INTO banyan.settings (name, value) VALUES ('id_key', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value", [key!.value]);
  } finally {
    await own.end();
  }
  return { config: beside, context: await openContext(beside) };
}

/** Adds a customer. */
export const addCustomer = (shop: TestShop, id: number, email: string): Promise<unknown> =>
  shop.magento.query("INSERT INTO customer_entity (entity_id, website_id, email, store_id, firstname) VALUES (?, 1, ?, 1, 'Test')", [id, email]);

/** Adds a product with a name. */
export async function addProduct(shop: TestShop, id: number, sku: string): Promise<void> {
  await shop.magento.query("INSERT INTO catalog_product_entity (entity_id, attribute_set_id, sku) VALUES (?, 4, ?)", [id, sku]);
  await shop.magento.query('INSERT INTO catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (73, 0, ?, ?)', [id, `name of ${sku}`]);
}
