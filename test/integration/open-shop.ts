import { createConnection, type Connection } from 'mysql2/promise';
import { Client } from 'pg';
import { parseConfig, type Config } from '../../contracts/config';
import { openContext, type OpenContext } from '../../pipeline/open-context';
import { prepareTargets } from '../../pipeline/prepare-targets';
import { createMagentoSchema } from '../../scripts/seed/create-schema';
import { withTarget, type TargetPool } from '../../target/connect';
import type { Servers, TargetDatabase } from '../servers';

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

/**
 * Creates an empty Magento 2.4.7 schema, one website with one store, and migrates the target's schema.
 * @param apart services that share a second database; all the others, and the control tables, are in the first.
 */
export async function openShop(servers: Servers, { apart = [] }: { readonly apart?: readonly string[] } = {}): Promise<TestShop> {
  const source = await servers.createSourceDatabase();
  const target = await servers.createTargetDatabase();
  const second = apart.length > 0 ? urlOf(await servers.createTargetDatabase()) : undefined;
  const magento = await createConnection({
    host: source.host, port: source.port, user: source.rootUser, password: source.rootPassword, database: source.database, multipleStatements: true,
  });
  await magento.query('ALTER DATABASE ?? CHARACTER SET utf8mb3', [source.database]);
  await createMagentoSchema(magento);
  await magento.query(`SET foreign_key_checks = 1, unique_checks = 1;
    INSERT INTO eav_entity_type (entity_type_id, entity_type_code, entity_model, entity_table) VALUES
      (1, 'customer', 'm', 'customer_entity'), (2, 'customer_address', 'm', 'customer_address_entity'),
      (3, 'catalog_category', 'm', 'catalog_category_entity'), (4, 'catalog_product', 'm', 'catalog_product_entity');
    INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (73, 4, 'name', 'varchar'), (77, 4, 'price', 'decimal');
    INSERT INTO store_website (website_id, code, name) VALUES (0, 'admin', 'Admin'), (1, 'base', 'Main');
    INSERT INTO store_group (group_id, website_id, name, code) VALUES (0, 0, 'Default', 'default'), (1, 1, 'Main', 'main');
    INSERT INTO store (store_id, code, website_id, group_id, name) VALUES (0, 'admin', 0, 0, 'Admin'), (1, 'default', 1, 1, 'Default'), (2, 'second', 1, 1, 'Second');`);
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
