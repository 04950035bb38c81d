import { setTimeout } from 'node:timers/promises';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { parseConfig, type Config } from '../../../contracts/config';
import { assess } from '../../../pipeline/assess/assess';
import { openContext, type OpenContext } from '../../../pipeline/open-context';
import { planRanges } from '../../../pipeline/plan-ranges';
import { prepareTargets } from '../../../pipeline/prepare-targets';
import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { verificationSummary } from '../../../pipeline/verification-summary';
import { verifyRange } from '../../../pipeline/verify-range';
import { runOracle } from '../../../scripts/oracle/run-oracle';
import { seedShop } from '../../../scripts/seed/seed-shop';
import { readPassed } from '../../../target/staged-moments';
import { withTarget } from '../../../target/connect';
import { useServers, type SourceDatabase, type TargetDatabase } from '../../servers';
import { eventually, runShopStream, type RunningStream } from '../pipeline/run-shop-stream';

/** Adobe Commerce keeps several versions of a product; the target has the one in force, when its time has come as well. */
describe.each(['mariadb', 'mysql'] as const)('a shop with content staging, on %s', (kind) => {
  // Before the servers' own hook, which drops the databases.
  afterAll(async () => {
    await stop();
    await context?.close();
    await shop?.end();
  });
  const servers = useServers({ source: kind });
  let source: SourceDatabase;
  let target: TargetDatabase;
  let shop: Connection;
  let config: Config;
  let context: OpenContext;
  let stream: RunningStream | undefined;
  let verifications = 0;

  beforeAll(async () => {
    source = await servers.createSourceDatabase();
    target = await servers.createTargetDatabase();
    const root = { host: source.host, port: source.port, user: source.rootUser, password: source.rootPassword, database: source.database };
    await seedShop(root, { customers: 40, products: 110, orders: 40, commerce: true, staging: true });
    shop = await createConnection({ ...root, multipleStatements: true });
    await shop.query("SET sql_mode = '', foreign_key_checks = 1");
    config = parseConfig({
      BANYAN_SOURCE_URL: `mysql://${source.user}@${source.host}:${source.port}/${source.database}`, BANYAN_SOURCE_PASSWORD: source.password,
      BANYAN_TARGET_URL: `postgres://${target.user}@${target.host}:${target.port}/${target.database}`, BANYAN_TARGET_PASSWORD: target.password,
    });
    await prepareTargets(config);
    context = await openContext(config);
    start();
    await eventually('the first moment', async () => (await passed()) !== undefined);
    for (const range of await planRanges(context, { rowsPerRange: 10_000 })) await copyRange(context, { range: { run: 'staged', ...range }, tuning: { ...defaultTuning, chunk: 30 } });
  });
  const start = (): void => void (stream = runShopStream({ config, context }));
  const stop = async (): Promise<void> => {
    await stream?.stop();
    stream = undefined;
  };
  const passed = (): Promise<number | undefined> => withTarget(context.control, (client) => readPassed(client, 'source'));
  const ask = (sql: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> => withTarget(context.control, async (client) => (await client.query(sql, [...values])).rows);
  const rows = async (sql: string, values: readonly unknown[] = []): Promise<RowDataPacket[]> => (await shop.query<RowDataPacket[]>(sql, [...values] as (string | number)[]))[0];
  const clock = async (): Promise<number> => Number((await rows('SELECT UNIX_TIMESTAMP() AS n'))[0]!.n);
  const skus = async (key: number): Promise<unknown[]> =>
    ask("SELECT p.sku, p.name FROM catalog.products p JOIN banyan.magento_id_map m ON m.new_uuid = p.id WHERE m.entity_type = 'product' AND m.magento_id = $1", [key]);

  /** A product with one version for ever, and its first row. */
  async function onlyOne(offset: number): Promise<{ id: number; row: number; sku: string }> {
    const [found] = await rows(`SELECT entity_id AS id, MIN(row_id) AS \`row\`, MIN(sku) AS sku FROM catalog_product_entity WHERE type_id = 'simple' GROUP BY entity_id
      HAVING COUNT(*) = 1 AND MIN(created_in) = 1 AND MIN(updated_in) = 2147483647 ORDER BY 1 LIMIT 1 OFFSET ${offset}`);
    return found as unknown as { id: number; row: number; sku: string };
  }

  /** Saves a scheduled update as Magento does: the row in force ends when the new one begins, and another takes over when that ends. */
  async function schedule({ id, row }: { id: number; row: number }, name: string, { from, until }: { from: number; until: number }): Promise<void> {
    const add = async (begin: number, end: number, value: string): Promise<void> => {
      await shop.query(`INSERT INTO catalog_product_entity (entity_id, attribute_set_id, type_id, sku, created_in, updated_in)
        SELECT entity_id, attribute_set_id, type_id, CONCAT(sku, ?), ?, ? FROM catalog_product_entity WHERE row_id = ?`, [value === '' ? '' : '-S', begin, end, row]);
      await shop.query(`INSERT INTO catalog_product_entity_varchar (attribute_id, store_id, row_id, value)
        SELECT v.attribute_id, v.store_id, LAST_INSERT_ID(), IF(v.attribute_id = (SELECT attribute_id FROM eav_attribute WHERE entity_type_id = 4 AND attribute_code = 'name') AND ? <> '', ?, v.value)
          FROM catalog_product_entity_varchar v WHERE v.row_id = ?`, [value, value, row]);
    };
    await shop.beginTransaction();
    await shop.query('UPDATE catalog_product_entity SET updated_in = ? WHERE row_id = ?', [from, row]);
    await add(from, until, name);
    await add(until, 2_147_483_647, '');
    await shop.commit();
    expect((await rows('SELECT row_id FROM catalog_product_entity WHERE entity_id = ?', [id])).length).toBe(3);
  }

  async function verify(): Promise<{ green: boolean; mismatches: number }> {
    const verification = `staged-${++verifications}`;
    for (const range of await planRanges(context, { rowsPerRange: 10_000 })) await verifyRange(context, { verification, ...range, chunk: 40 });
    const { mismatches } = await verificationSummary(context, verification);
    return { green: mismatches === 0, mismatches };
  }

  test('the seed has versions that are over, in force and to come, and every number of a row differs from the entity’s', async () => {
    const [counted] = await rows(`SELECT COUNT(*) AS all_rows, COUNT(DISTINCT entity_id) AS products, SUM(created_in <= UNIX_TIMESTAMP() AND updated_in > UNIX_TIMESTAMP()) AS in_force,
      SUM(updated_in <= UNIX_TIMESTAMP()) AS ended, SUM(created_in > UNIX_TIMESTAMP()) AS to_come, SUM(row_id = entity_id) AS same FROM catalog_product_entity`);
    const [all, products, now, over, later] = ['all_rows', 'products', 'in_force', 'ended', 'to_come'].map((name) => Number(counted![name])) as [number, number, number, number, number];
    expect(Number(counted!.same)).toBe(0);
    expect(all).toBeGreaterThan(products);
    expect(now).toBeLessThan(products);
    expect([over > 10, later > 10, over + now + later]).toEqual([true, true, all]);
    for (const table of ['catalog_product_bundle_option', 'catalog_product_bundle_selection', 'catalog_product_link', 'catalog_product_super_link', 'catalog_product_entity_tier_price']) {
      expect([table, Number((await rows(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n) > 0]).toEqual([table, true]);
    }
  });

  test('pre-flight says that versions are kept, and does not take those of one product for products with one SKU', async () => {
    const { findings } = await assess(config);
    const says = (check: string): string[] => findings.filter((finding) => finding.check === check).map((finding) => finding.says);
    expect(says('collisions').filter((text) => text.startsWith('catalog_product_entity.sku'))).not.toContainEqual(expect.stringContaining('more than one row'));
    expect(findings.map((finding) => finding.says)).toContainEqual(expect.stringContaining('content staging is installed: of category and product'));
    expect(findings.filter(({ severity }) => severity === 'blocker')).toEqual([]);
  });

  test('what is in force is carried, whole, and verification and oracle find nothing', async () => {
    const [{ n }] = (await rows('SELECT COUNT(*) AS n FROM catalog_product_entity WHERE created_in <= UNIX_TIMESTAMP() AND updated_in > UNIX_TIMESTAMP()')) as [RowDataPacket];
    expect(Number((await ask('SELECT count(*) AS n FROM catalog.products'))[0]!.n)).toBe(Number(n));
    // Rows of a product that is not in the shop yet are not due; they are no orphans.
    expect(Number((await rows('SELECT COUNT(*) AS n FROM catalog_product_website WHERE product_id NOT IN (SELECT entity_id FROM catalog_product_entity WHERE created_in <= UNIX_TIMESTAMP())'))[0]!.n)).toBeGreaterThan(0);
    expect(await ask("SELECT entity_type, source_table FROM banyan.quarantine WHERE entity_type IN ('product', 'category')")).toEqual([]);
    expect(await ask("SELECT count(*) AS n FROM catalog.products WHERE name LIKE '%another version%'")).toEqual([{ n: 0 }]);
    expect(await verify()).toEqual({ green: true, mismatches: 0 });
    const findings = await runOracle(source, target, { lagMs: 0 });
    expect(findings.filter(({ table, what }) => !(table === 'rating_option_vote' && what === 'orphans')).map(({ table, what, columns, differences }) => ({ table, what, columns, differences }))).toEqual([]);
  });

  test('a scheduled update comes into force when its time comes, and ends when it is over, without a word in the log', async () => {
    const product = await onlyOne(0);
    const [before] = await skus(product.id);
    const now = await clock();
    await schedule(product, 'On sale', { from: now + 4, until: now + 14 });
    await setTimeout(1500);
    expect(await skus(product.id)).toEqual([before]);
    await eventually('the update', async () => (await skus(product.id)).some((row) => (row as { name: string }).name === 'On sale'));
    const began = await clock();
    expect(began).toBeGreaterThanOrEqual(now + 4);
    const stock = async (): Promise<unknown> => (await ask('SELECT s.sku FROM warehouse.stock_items s WHERE s.magento_product_id = $1', [product.id]))[0]?.sku;
    await eventually('its stock under the other SKU', async () => (await stock()) === `${product.sku}-S`);
    expect(await verify()).toEqual({ green: true, mismatches: 0 });
    await eventually('its end', async () => JSON.stringify(await skus(product.id)) === JSON.stringify([before]));
    expect(await clock()).toBeGreaterThanOrEqual(now + 14);
    expect(await verify()).toEqual({ green: true, mismatches: 0 });
  });

  test('a moment that passes while no stream runs is not missed', async () => {
    const product = await onlyOne(1);
    const now = await clock();
    await schedule(product, 'While away', { from: now + 2, until: 2_000_000_000 });
    await eventually('the schedule is known', async () => ((await passed()) ?? 0) >= now);
    await stop();
    expect((await passed())!).toBeLessThan(now + 2);
    await setTimeout(3000);
    expect((await skus(product.id))[0]).not.toMatchObject({ name: 'While away' });
    start();
    await eventually('the moment', async () => (await skus(product.id)).some((row) => (row as { name: string }).name === 'While away'));
  });

  test('a moment is noted only after what it turns: an interrupted look is repeated', async () => {
    const product = await onlyOne(2);
    await stop();
    const at = await clock();
    await schedule(product, 'Twice', { from: at + 1, until: 2_000_000_000 });
    await setTimeout(1500);
    await shop.query('UPDATE catalog_product_entity SET created_in = created_in WHERE entity_id = ?', [product.id]);
    await ask("UPDATE banyan.staged_moments SET passed = $1", [at]);
    start();
    await eventually('the moment', async () => (await skus(product.id)).some((row) => (row as { name: string }).name === 'Twice'));
    await eventually('the note', async () => ((await passed()) ?? 0) > at);
  });

  test('a deleted product takes along what refers to it, and nothing else is projected again', async () => {
    const product = await onlyOne(3);
    const labels = async (): Promise<number> => Number((await ask("SELECT count(*) AS n FROM banyan.magento_id_map WHERE entity_type = 'product' AND label > $1", [at]))[0]!.n);
    const at = Number((await ask("SELECT max(label) AS n FROM banyan.magento_id_map"))[0]!.n);
    expect((await ask('SELECT 1 FROM warehouse.stock_items WHERE magento_product_id = $1', [product.id])).length).toBe(1);
    await shop.query('DELETE FROM sequence_product WHERE sequence_value = ?', [product.id]);
    await eventually('the product is gone', async () => (await skus(product.id)).length === 0);
    await eventually('its stock is gone', async () => (await ask('SELECT 1 FROM warehouse.stock_items WHERE magento_product_id = $1', [product.id])).length === 0);
    await eventually('nothing waits', async () => Number((await ask('SELECT (SELECT count(*) FROM banyan.dirty_keys) + (SELECT count(*) FROM banyan.heals) AS n'))[0]!.n) === 0);
    expect(await labels()).toBeLessThan(20);
    expect(await verify()).toEqual({ green: true, mismatches: 0 });
  });

  test('a change to a version that is not in force leaves the target as it is', async () => {
    const [future] = await rows("SELECT f.row_id AS `row`, f.entity_id AS id FROM catalog_product_entity f WHERE f.created_in = 2000000000 AND EXISTS (SELECT 1 FROM catalog_product_entity n WHERE n.entity_id = f.entity_id AND n.updated_in = 2000000000) LIMIT 1");
    const before = await skus(Number(future!.id));
    await shop.query("UPDATE catalog_product_entity_varchar SET value = 'not yet' WHERE row_id = ?", [future!.row]);
    await setTimeout(1000);
    expect(await skus(Number(future!.id))).toEqual(before);
    expect(await verify()).toEqual({ green: true, mismatches: 0 });
  });
});
