import type { Connection } from 'mysql2/promise';
import type { SeedOptions } from './seed-options';

/** Table, its column that names the changed entity, and the changelog that takes it down. */
const WATCHED: readonly (readonly [table: string, column: string, changelog: string])[] = [
  ['catalog_product_entity', 'entity_id', 'catalog_product_price_cl'],
  ['catalog_product_entity_int', 'entity_id', 'catalog_product_price_cl'],
  ['catalog_product_entity_decimal', 'entity_id', 'catalog_product_price_cl'],
  ['catalog_product_website', 'product_id', 'catalog_product_price_cl'],
  ['cataloginventory_stock_item', 'product_id', 'cataloginventory_stock_cl'],
  ['inventory_source_item', 'source_item_id', 'inventory_cl'],
  ['sales_order', 'entity_id', 'sales_order_data_exporter_cl'],
  ['sales_order_item', 'order_id', 'sales_order_data_exporter_cl'],
];

const EVENTS = [['insert', 'NEW'], ['update', 'NEW'], ['delete', 'OLD']] as const;

/**
 * Creates triggers as Magento does for indexers that run by schedule: each write to a watched table also writes to a
 * changelog, in the same transaction and in the binary log. Needs the right to create triggers (SUPER on a MySQL with binary log).
 */
export async function createTriggers(connection: Connection, { prefix, staging }: Pick<SeedOptions, 'prefix' | 'staging'>): Promise<void> {
  // A value belongs to a version there; which entity's it is has to be looked up.
  const entityOf = (image: string): string => `(SELECT v.entity_id FROM ${prefix}catalog_product_entity v WHERE v.row_id = ${image}.row_id)`;
  for (const [table, column, changelog] of WATCHED) {
    for (const [event, image] of EVENTS) {
      const entity = staging && table.startsWith('catalog_product_entity_') ? entityOf(image) : `${image}.${column}`;
      await connection.query(
        `CREATE TRIGGER ${prefix}trg_${table}_after_${event} AFTER ${event} ON ${prefix}${table} FOR EACH ROW ` +
          `INSERT IGNORE INTO ${prefix}${changelog} (entity_id) VALUES (${entity})`,
      );
    }
  }
}
