import type { Pool } from 'pg';
import type { StoreView } from '../api/store-directory';

const STORES = `
  SELECT m.magento_id::text AS id, s.code, coalesce(g.magento_default_store_id = m.magento_id, false) AS "isDefault"
  FROM store.stores s
  JOIN banyan.magento_id_map m ON m.new_uuid = s.id AND m.entity_type = 'store-view'
  LEFT JOIN store.websites w ON w.is_default AND w.id = s.website_id
  LEFT JOIN store.store_groups g ON g.id = w.default_group_id
  WHERE m.magento_id > 0 ORDER BY m.magento_id`;

/** Store views from the store service's tables. */
export async function readStoreViews(pool: Pool): Promise<StoreView[]> {
  return (await pool.query<StoreView>(STORES)).rows;
}
