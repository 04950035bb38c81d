import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PipelineContext } from '../../../pipeline/context';
import { waitForStream } from '../../../pipeline/wait-for-stream';
import { drain } from '../../../scripts/rehearsal/prove-at-rest';
import { takeLabel } from '../../../source/label';
import { withTarget } from '../../../target/connect';
import { addCustomer, addProduct, openBeside, openShop, type TestShop } from '../open-shop';
import { runShopStream, type RunningStream } from '../pipeline/run-shop-stream';
import { sayWhatIsLeftOut, settings, useLogServers } from './readers';

/** Every kind of change, on every kind of key, also those of which the log tells nothing. */
const changes: readonly string[] = [
  `INSERT INTO sales_order (entity_id, store_id, increment_id, customer_id) VALUES (1, 1, '001', 1), (2, 1, '002', 2), (4294967295, 1, '003', NULL);
   INSERT INTO sales_order_item (item_id, order_id, sku) VALUES (1, 1, 'x'), (2, 1, 'y'), (3, 2, 'z')`,
  `INSERT INTO customer_address_entity (entity_id, parent_id, country_id, firstname, lastname, street, city, telephone) VALUES (1, 1, 'DE', 'A', 'B', 's', 'c', '1'), (2, 2, 'DE', 'C', 'D', 's', 'c', '2')`,
  'UPDATE sales_order_item SET order_id = 2 WHERE item_id = 2',
  'UPDATE customer_address_entity SET parent_id = 3 WHERE entity_id = 1',
  "REPLACE INTO sales_order (entity_id, store_id, increment_id, state) VALUES (10, 1, '001', 'new')",
  'SET foreign_key_checks = 0; UPDATE sales_order SET entity_id = 9 WHERE entity_id = 2; UPDATE sales_order_item SET order_id = 9 WHERE order_id = 2; SET foreign_key_checks = 1',
  "REPLACE INTO catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (73, 0, 1, 'Ärger '), (73, 1, 1, '日本')",
  'DELETE FROM catalog_product_entity WHERE entity_id = 2; DELETE FROM customer_entity WHERE entity_id = 2',
  "START TRANSACTION; UPDATE customer_entity SET email = 'swap' WHERE entity_id = 4; UPDATE customer_entity SET email = 'c4@example.com' WHERE entity_id = 5; UPDATE customer_entity SET email = 'c5@example.com' WHERE entity_id = 4; COMMIT",
  "START TRANSACTION; DELETE FROM customer_entity WHERE entity_id = 6; ROLLBACK",
  `START TRANSACTION; SET @n = 0; INSERT INTO customer_entity (entity_id, website_id, email, store_id, firstname)
     SELECT 1000 + (@n := @n + 1), 1, CONCAT('m', @n, '@example.com'), 1, 'Many' FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b LIMIT 3000;
   UPDATE customer_entity SET lastname = 'Changed' WHERE entity_id > 1000; DELETE FROM customer_entity WHERE entity_id > 1000 AND entity_id % 7 = 0; COMMIT`,
  'TRUNCATE catalog_product_entity_varchar',
  'ALTER TABLE sales_order ADD COLUMN shop_specific varchar(9) NULL AFTER state',
  "UPDATE sales_order SET shop_specific = 'own' WHERE entity_id = 10",
];

interface Side {
  readonly context: PipelineContext;
  readonly stream: RunningStream;
}

const settled = async ({ context, stream }: Side): Promise<void> => {
  // A stream that has not begun has nothing to wait for, and says so.
  while (!(await Promise.race([waitForStream(context.control, { label: await takeLabel(context.source), timeoutMs: 60_000 }), stream.ended]))) await pause(100);
  await Promise.race([drain(context, 60_000), stream.ended]);
};

/** Rows and digest of every table of every service, and the ledger without its labels. */
const stateOf = ({ context }: Side): Promise<Record<string, string>> => withTarget(context.control, async (client) => {
  const { rows } = await client.query<{ name: string }>(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('banyan', 'pg_catalog', 'information_schema') AND schemaname NOT LIKE 'pg_temp%' ORDER BY 1`);
  const tables = [...rows.map(({ name }) => name), '(SELECT entity_type, magento_id, new_uuid, gone FROM banyan.magento_id_map)'];
  const state: Record<string, string> = {};
  for (const table of tables) {
    const { rows: [told] } = await client.query<{ n: string; digest: string }>(`SELECT count(*) AS n, md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")) AS digest FROM ${table} AS t`);
    if (Number(told!.n) > 0) state[table] = `${told!.n} rows, ${told!.digest}`;
  }
  return state;
});

sayWhatIsLeftOut();

const both = settings.filter(({ reader }) => reader === 'debezium');

describe.each(both)('the services behind both readers of $source', (setting) => {
  const servers = useLogServers({ ...setting, parts: [...setting.parts, 'target'] });
  let shop: TestShop;
  let beside: Pick<TestShop, 'config' | 'context'>;
  let dir: string;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'banyan-same-'));
    shop = await openShop(servers);
    const { home, java } = servers.stack().debezium!;
    beside = await openBeside(servers, { ...shop, config: { ...shop.config, BANYAN_DEBEZIUM_HOME: home, BANYAN_DEBEZIUM_JAVA: java, BANYAN_DEBEZIUM_DIR: dir } });
  });
  afterAll(async () => {
    await beside.context.close();
    await shop.close();
    rmSync(dir, { recursive: true });
  });

  it('hold the same rows after the same changes', async () => {
    const sides: readonly Side[] = [{ context: shop.context, stream: runShopStream(shop) }, { context: beside.context, stream: runShopStream(beside, 'debezium') }];
    // Both have passed a barrier before anything changes.
    for (const side of sides) await settled(side);
    for (const id of [1, 2, 3, 4, 5, 6]) await addCustomer(shop, id, `c${id}@example.com`);
    for (const id of [1, 2, 3]) await addProduct(shop, id, `SKU-${id}`);
    for (const change of changes) await shop.magento.query(change);
    for (const side of sides) await settled(side);
    const [first, second] = [await stateOf(sides[0]!), await stateOf(sides[1]!)];
    for (const { stream } of sides) await stream.stop();
    expect(second).toEqual(first);
    expect(first['"order".orders']).toMatch(/^3 rows/);
    expect(Number.parseInt(first['customer.customers']!)).toBeGreaterThan(2500);
  });
});
