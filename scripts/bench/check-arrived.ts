import type { RowDataPacket } from 'mysql2/promise';
import { onSource, onTarget, SHOP, type BenchServers } from './bench-servers';

/** Values of a column by Magento id, asked in the same way on both sides: columns `id` and `value`. */
export interface Compared {
  readonly source: string;
  readonly target: string;
}

/** What a backlog of customers changes. */
export const customerTokens: Compared = {
  source: "SELECT entity_id AS id, rp_token AS value FROM customer_entity WHERE rp_token LIKE 'token-%'",
  target: `SELECT ledger.magento_id::int AS id, rp_token AS value FROM customer.customers JOIN banyan.magento_id_map ledger ON new_uuid = customers.id AND entity_type = 'customer'
    WHERE rp_token LIKE 'token-%'`,
};

/** What a backlog of products changes. */
export const productNames: Compared = {
  source: `SELECT entity_id AS id, value FROM catalog_product_entity_varchar JOIN eav_attribute USING (attribute_id) JOIN eav_entity_type USING (entity_type_id)
    WHERE store_id = 0 AND attribute_code = 'name' AND entity_type_code = 'catalog_product'`,
  target: "SELECT ledger.magento_id::int AS id, name AS value FROM catalog.products JOIN banyan.magento_id_map ledger ON new_uuid = products.id AND entity_type = 'product'",
};

/** @returns how many values were compared. @throws when one did not arrive, or arrived differently. */
export async function checkArrived(servers: BenchServers, database: string, { source, target }: Compared): Promise<number> {
  const there = await onSource(servers, SHOP, async (shop) => (await shop.query<RowDataPacket[]>(source))[0]);
  const here = await onTarget(servers, database, async (client) => (await client.query<{ id: number; value: string }>(target)).rows);
  const arrived = new Map(here.map(({ id, value }) => [id, value]));
  const wrong = there.filter(({ id, value }) => arrived.get(Number(id)) !== value);
  if (wrong.length > 0 || there.length !== arrived.size || there.length === 0) {
    throw new Error(`${wrong.length} of ${there.length} values did not arrive, ${arrived.size} are there; the first: id ${String(wrong[0]?.id)}`);
  }
  return there.length;
}
