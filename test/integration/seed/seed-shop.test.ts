import type { Connection, RowDataPacket } from 'mysql2/promise';
import { createAttributeCatalog } from '../../../scripts/seed/eav/attribute-catalog';
import { createTrapShop } from '../../../scripts/seed/traps/trap-shop';
import { TRAPS } from '../../../scripts/seed/traps/traps';
import { useServers } from '../../servers';
import { IDENTITIES, PRESENT } from './identities';
import { checksums, column, count, openAsRoot, seedInto } from './shop-database';

const SIZES = { customers: 320, products: 205, orders: 400, seed: 7, commerce: true } as const;

describe.each(['mariadb', 'mysql'] as const)('a seeded shop on %s', (kind) => {
  const servers = useServers({ parts: ['source'], source: kind });
  let plain: Connection;
  let trapped: Connection;
  let summary: Awaited<ReturnType<typeof seedInto>>;

  beforeAll(async () => {
    const [first, second] = [await servers.createSourceDatabase(), await servers.createSourceDatabase()];
    summary = await seedInto(first, { ...SIZES, traps: 'none' });
    await seedInto(second, { ...SIZES, traps: 'all', trap: TRAPS.filter(({ optIn }) => optIn).map(({ name }) => name).join(',') });
    plain = await openAsRoot(first);
    trapped = await openAsRoot(second);
  });
  afterAll(async () => {
    await plain?.end();
    await trapped?.end();
  });

  test('has what was asked for', async () => {
    expect(summary.rows).toMatchObject({ customer_entity: 320, catalog_product_entity: 205, sales_order: 400 });
    expect(await count(plain, 'SELECT COUNT(*) FROM sales_order')).toBe(400);
    expect(await count(plain, 'SELECT COUNT(*) FROM magento_reward_history')).toBe(summary.rows['magento_reward_history']);
  });

  test.each(Object.entries(IDENTITIES))('holds no contradiction: %s', async (_name, sql) => {
    expect(await count(plain, sql)).toBe(0);
  });

  test.each(Object.entries(PRESENT))('has %s', async (_name, sql) => {
    expect(await count(plain, sql)).toBeGreaterThan(0);
  });

  test('keeps every foreign key, although they were off while it was loaded', async () => {
    const [keys] = await plain.query<RowDataPacket[]>(`SELECT table_name AS child, column_name AS reference, referenced_table_name AS parent, referenced_column_name AS id
      FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL`);
    expect(keys.length).toBeGreaterThan(150);
    for (const { child, reference, parent, id } of keys) {
      const orphans = await count(plain, `SELECT COUNT(*) FROM ${child} AS c LEFT JOIN ${parent} AS p ON p.${id} = c.${reference} WHERE c.${reference} IS NOT NULL AND p.${id} IS NULL`);
      expect({ child, reference, orphans }).toEqual({ child, reference, orphans: 0 });
    }
  });

  test('looks attributes up by code: ids are another shop’s', async () => {
    const ids = await column(plain, `SELECT attribute_id FROM eav_attribute JOIN eav_entity_type USING (entity_type_id) WHERE attribute_code = 'name' AND entity_type_code = 'catalog_product'`);
    expect(ids).toEqual([String(createAttributeCatalog(SIZES.seed).get('catalog_product', 'name').id)]);
    expect(ids).not.toEqual(['73']);
  });

  test('has values of unmapped attributes in all five types', async () => {
    for (const entity of ['catalog_product', 'customer', 'customer_address']) {
      for (const type of ['varchar', 'int', 'decimal', 'text', 'datetime']) {
        const sql = `SELECT COUNT(*) FROM ${entity}_entity_${type} JOIN eav_attribute USING (attribute_id) WHERE is_user_defined = 1`;
        expect({ entity, type, some: (await count(plain, sql)) > 0 }).toEqual({ entity, type, some: true });
      }
    }
  });

  test('has triggers that take changes down, as indexers by schedule need them', async () => {
    const before = await count(trapped, 'SELECT COUNT(*) FROM sales_order_data_exporter_cl');
    await trapped.query("UPDATE sales_order SET status = 'holded' WHERE entity_id = 1");
    expect(await column(trapped, `SELECT entity_id FROM sales_order_data_exporter_cl ORDER BY version_id LIMIT ${before}, 9`)).toEqual(['1']);
  });

  test('counters of sequences stand at the last number taken', async () => {
    for (const storeId of [1, 4]) {
      const last = await count(plain, `SELECT MAX(sequence_value) FROM sequence_order_${storeId}`);
      expect(await count(plain, `SELECT MAX(CAST(RIGHT(increment_id, 9) AS unsigned)) FROM sales_order WHERE store_id = ${storeId}`)).toBe(last);
    }
  });

  test.each(TRAPS.map((trap) => [trap.name, trap] as const))('trap %s leaves its mark, and only when it is laid', async (_name, trap) => {
    const attributes = createAttributeCatalog(SIZES.seed);
    const of = (connection: Connection) => createTrapShop(connection, attributes, '');
    expect(await of(plain).count(trap.mark(of(plain)))).toBe(0);
    expect(await of(trapped).count(trap.mark(of(trapped)))).toBeGreaterThan(0);
  });
});

describe('the seed', () => {
  const servers = useServers({ parts: ['source'] });
  const small = { customers: 40, products: 30, orders: 50, commerce: true } as const;

  test('decides every row of every table, traps included', async () => {
    const sums = [];
    for (const seed of [3, 3, 4]) {
      const database = await servers.createSourceDatabase();
      await seedInto(database, { ...small, seed });
      const connection = await openAsRoot(database);
      sums.push(await checksums(connection));
      await connection.end();
    }
    expect(sums[1]).toEqual(sums[0]);
    expect(sums[2]).not.toEqual(sums[0]);
  });

  test('a prefix changes names only', async () => {
    const database = await servers.createSourceDatabase();
    await seedInto(database, { ...small, prefix: 'mage_', traps: 'zero-date' });
    const connection = await openAsRoot(database);
    const bare = await column(connection, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name NOT LIKE 'mage\\_%'");
    expect(bare).toEqual([]);
    expect(await count(connection, 'SELECT COUNT(*) FROM mage_sales_order')).toBe(50);
    await expect(seedInto(database, { ...small, prefix: 'mage_' })).rejects.toThrow(/holds a shop already; name an empty one/);
    await connection.end();
  });
});
