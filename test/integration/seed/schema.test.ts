import type { Connection, RowDataPacket } from 'mysql2/promise';
import { createMagentoSchema } from '../../../scripts/seed/create-schema';
import { useServers } from '../../servers';
import { column, count, openAsRoot } from './shop-database';

describe.each(['mariadb', 'mysql'] as const)('the tables of a shop on %s', (kind) => {
  const servers = useServers({ parts: ['source'], source: kind });
  let shop: Connection;
  beforeAll(async () => {
    shop = await openAsRoot(await servers.createSourceDatabase());
    await createMagentoSchema(shop, { commerce: true });
  });
  afterAll(() => shop?.end());

  const columnOf = async (table: string, name: string): Promise<RowDataPacket | undefined> => {
    const [rows] = await shop.query<RowDataPacket[]>(
      `SELECT REGEXP_REPLACE(COLUMN_TYPE, 'int.[0-9]+.', 'int') AS type, IS_NULLABLE AS nullable, COLUMN_DEFAULT AS def, LOWER(EXTRA) AS extra
       FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? AND column_name = ?`, [table, name]);
    return rows[0];
  };

  test('are all there, of InnoDB and three-byte UTF-8, but for the counters', async () => {
    expect(await count(shop, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")).toBe(172);
    const others = await column(shop, `SELECT table_name FROM information_schema.tables
      WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND (engine <> 'InnoDB' OR table_collation NOT IN ('utf8_general_ci', 'utf8mb3_general_ci')) ORDER BY 1`);
    expect(others).toEqual(['creditmemo', 'invoice', 'order', 'shipment'].flatMap((document) => [`sequence_${document}_0`, `sequence_${document}_1`]));
  });

  test.each([
    ['catalog_product_entity', 'sku', 'varchar(64)', 'NO'], ['catalog_product_entity_decimal', 'value', 'decimal(20,6)', 'YES'],
    ['customer_entity_decimal', 'value', 'decimal(12,4)', 'NO'], ['catalog_product_entity_text', 'value', 'mediumtext', 'YES'],
    ['sales_order', 'increment_id', 'varchar(50)', 'YES'], ['sales_order', 'grand_total', 'decimal(20,4)', 'YES'], ['sales_order', 'customer_is_guest', 'smallint unsigned', 'YES'],
    ['sales_order_item', 'product_options', 'longtext', 'YES'], ['sales_payment_transaction', 'additional_information', 'blob', 'YES'],
    ['review', 'review_id', 'bigint unsigned', 'NO'], ['customer_entity', 'website_id', 'smallint unsigned', 'YES'], ['magento_reward', 'website_id', 'smallint unsigned', 'YES'],
    ['sales_order', 'base_rwrd_crrncy_amt_invoiced', 'decimal(20,4)', 'YES'],
  ])('%s.%s is %s, nullable: %s', async (...[table, name, type, nullable]) => {
    expect(await columnOf(table, name)).toMatchObject({ type, nullable });
  });

  test('keep the defaults that bite', async () => {
    expect(String((await columnOf('newsletter_subscriber', 'subscriber_confirm_code'))?.['def']).replaceAll("'", '')).toBe('NULL');
    expect((await columnOf('sales_order', 'updated_at'))?.['extra']).toContain('on update current_timestamp');
    expect((await columnOf('catalog_product_entity', 'entity_id'))?.['extra']).toContain('auto_increment');
  });

  test.each([
    ['catalog_product_entity_varchar', 'entity_id', 'CASCADE'], ['catalog_product_entity_varchar', 'store_id', 'CASCADE'], ['sales_order', 'customer_id', 'SET NULL'],
    ['sales_order', 'store_id', 'SET NULL'], ['sales_order_item', 'order_id', 'CASCADE'], ['wishlist', 'customer_id', 'CASCADE'], ['review_detail', 'customer_id', 'SET NULL'],
    ['quote', 'store_id', 'CASCADE'], ['magento_reward_history', 'store_id', 'SET NULL'],
  ])('%s.%s follows a deletion by %s', async (table, name, rule) => {
    expect(await column(shop, `SELECT r.delete_rule FROM information_schema.key_column_usage AS k
      JOIN information_schema.referential_constraints AS r ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
      WHERE k.table_schema = DATABASE() AND k.table_name = '${table}' AND k.column_name = '${name}' AND k.referenced_table_name IS NOT NULL`)).toEqual([rule]);
  });

  test.each([['sales_order_item', 'product_id'], ['sales_order_item', 'parent_item_id'], ['sales_order', 'quote_id'], ['quote', 'customer_id'], ['sales_order_tax', 'order_id'], ['magento_reward', 'website_id']])(
    '%s.%s has no foreign key',
    async (table, name) => {
      expect(await column(shop, `SELECT constraint_name FROM information_schema.key_column_usage
        WHERE table_schema = DATABASE() AND table_name = '${table}' AND column_name = '${name}' AND referenced_table_name IS NOT NULL`)).toEqual([]);
    },
  );

  test('every foreign key column starts an index', async () => {
    expect(await column(shop, `SELECT DISTINCT CONCAT(k.table_name, '.', k.column_name) FROM information_schema.key_column_usage AS k
      LEFT JOIN information_schema.statistics AS s ON s.table_schema = k.table_schema AND s.table_name = k.table_name AND s.column_name = k.column_name AND s.seq_in_index = 1
      WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL AND s.index_name IS NULL`)).toEqual([]);
  });

  test('fit a second time into the same database under a prefix', async () => {
    await createMagentoSchema(shop, { prefix: 'second_shop_' });
    expect(await count(shop, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name LIKE 'second\\_shop\\_%' AND table_type = 'BASE TABLE'")).toBe(168);
    expect(await column(shop, `SELECT DISTINCT referenced_table_name FROM information_schema.key_column_usage
      WHERE table_schema = DATABASE() AND table_name LIKE 'second\\_shop\\_%' AND referenced_table_name NOT LIKE 'second\\_shop\\_%'`)).toEqual([]);
  });
});
