import type { Connection } from 'mysql2/promise';
import { seedShop } from '../seed/seed-shop';
import { onSource, prepareShop, SHOP, type BenchServers } from './bench-servers';

/** How many rows hang on one row. */
export interface Widths {
  readonly coupons: number;
  readonly products: number;
}

/** A shop with one rule of very many coupons and one category of very many products. */
export async function makeWideShop(servers: BenchServers, widths: Widths): Promise<void> {
  await onSource(servers, undefined, async (root) => {
    await root.query(`DROP DATABASE IF EXISTS ${SHOP}`);
    await seedShop({ ...servers.source, database: SHOP }, { customers: 100, products: 100, orders: 10, traps: 'none' });
    await root.query(`USE ${SHOP}`);
    await root.query('SET SESSION sql_log_bin = 0, foreign_key_checks = 0, unique_checks = 0');
    await addCoupons(root, widths.coupons);
    await addProducts(root, widths.products);
  });
  await prepareShop(servers);
}

const FIRST = 1_000_000;

const addCoupons = (root: Connection, coupons: number): Promise<unknown> =>
  root.query(`INSERT INTO salesrule_coupon (coupon_id, rule_id, code, usage_limit, times_used, type, created_at)
    SELECT ${FIRST} + seq, (SELECT MIN(rule_id) FROM salesrule), CONCAT('BENCH-', seq), 1, seq % 2, 1, '2026-01-01' FROM seq_1_to_${coupons}`);

/** Copies of one seeded product under new SKUs, all in one category, with their values. */
async function addProducts(root: Connection, products: number): Promise<void> {
  const model = '(SELECT MIN(entity_id) FROM catalog_product_entity)';
  await root.query(`INSERT INTO catalog_product_entity (entity_id, attribute_set_id, type_id, sku, has_options, required_options)
    SELECT ${FIRST} + seq, attribute_set_id, 'simple', CONCAT('BENCH-', seq), 0, 0 FROM seq_1_to_${products}, catalog_product_entity WHERE entity_id = ${model}`);
  for (const backend of ['varchar', 'int', 'decimal', 'text', 'datetime']) {
    const table = `catalog_product_entity_${backend}`;
    await root.query(`INSERT INTO ${table} (attribute_id, store_id, entity_id, value)
      SELECT attribute_id, store_id, ${FIRST} + seq, value FROM ${table}, seq_1_to_${products} WHERE entity_id = ${model}`);
  }
  await root.query(`INSERT INTO catalog_category_product (category_id, product_id, position)
    SELECT (SELECT MAX(entity_id) FROM catalog_category_entity), ${FIRST} + seq, seq FROM seq_1_to_${products}`);
}
