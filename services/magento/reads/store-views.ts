import type { StoreView } from '../../api/store-directory';
import type { Ask } from './shop-query';

const STORES = `
  SELECT s.store_id AS id, s.code, (s.store_id = g.default_store_id) AS isDefault
  FROM {store} s
  LEFT JOIN {store_website} w ON w.is_default = 1 AND w.website_id = s.website_id
  LEFT JOIN {store_group} g ON g.group_id = w.default_group_id
  WHERE s.store_id > 0 ORDER BY s.store_id`;

/** Store views from the shop's own tables. */
export async function readStoreViews(ask: Ask): Promise<StoreView[]> {
  return (await ask(STORES)).map(({ id, code, isDefault }) => ({ id: id!, code: code ?? null, isDefault: isDefault === '1' }));
}
