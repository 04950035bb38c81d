import type { Connection } from 'mysql2/promise';

const ROWS = 500;

/** Some rows in the tables that a shop rebuilds itself, so that whoever lists what is not mapped finds them filled. */
const STATEMENTS: readonly string[] = [
  `INSERT INTO {p}sales_order_grid (entity_id, status, store_id, store_name, customer_id, base_grand_total, grand_total, increment_id, created_at, updated_at)
   SELECT entity_id, status, store_id, store_name, customer_id, base_grand_total, grand_total, increment_id, created_at, updated_at
   FROM {p}sales_order ORDER BY entity_id LIMIT ${ROWS}`,
  `INSERT INTO {p}customer_grid_flat (entity_id, name, email, group_id, created_at, website_id)
   SELECT entity_id, CONCAT(firstname, ' ', lastname), email, group_id, created_at, website_id FROM {p}customer_entity ORDER BY entity_id LIMIT ${ROWS}`,
  `INSERT INTO {p}catalog_product_price_cl (entity_id) SELECT entity_id FROM {p}catalog_product_entity ORDER BY entity_id LIMIT ${ROWS}`,
  `INSERT INTO {p}review_entity_summary (entity_pk_value, entity_type, reviews_count, rating_summary, store_id)
   SELECT entity_pk_value, 1, COUNT(*), 60, 0 FROM {p}review GROUP BY entity_pk_value ORDER BY entity_pk_value LIMIT ${ROWS}`,
  `INSERT INTO {p}cms_block (block_id, title, identifier, content, creation_time, update_time)
   VALUES (1, 'Footer', 'footer', '<p>Test shop</p>', '2018-01-08 09:00:00', '2018-01-08 09:00:00')`,
  'INSERT INTO {p}cms_block_store (block_id, store_id) VALUES (1, 0)',
];

export async function fillRebuilt(connection: Connection, prefix: string): Promise<void> {
  for (const statement of STATEMENTS) await connection.query(statement.replaceAll('{p}', prefix));
  await connection.query('COMMIT');
}
