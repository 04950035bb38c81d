import type { Pool } from 'pg';

/** How long an answer is good for: stores are made and renamed by hand. */
const keptForMs = 10_000;

const STORES = `
  SELECT m.magento_id::text AS id, s.code, (g.magento_default_store_id = m.magento_id) AS "isDefault"
  FROM store.stores s
  JOIN banyan.magento_id_map m ON m.new_uuid = s.id AND m.entity_type = 'store-view'
  LEFT JOIN store.websites w ON w.is_default AND w.id = s.website_id
  LEFT JOIN store.store_groups g ON g.id = w.default_group_id
  WHERE m.magento_id > 0 ORDER BY m.magento_id`;

interface Store {
  readonly id: string;
  readonly code: string | null;
  readonly isDefault: boolean | null;
}

/** Store views by code, from the store service's tables. */
export function createStoreDirectory(pool: Pool): { storeId(code: string | undefined): Promise<string | undefined> } {
  let known: { readonly stores: Promise<readonly Store[]>; readonly at: number } | undefined;
  const stores = (): Promise<readonly Store[]> => {
    if (known && performance.now() - known.at < keptForMs) return known.stores;
    const read = pool.query<Store>(STORES).then(({ rows }) => rows);
    known = { stores: read, at: performance.now() };
    // What failed is asked again by the next request.
    read.catch(() => { known = undefined; });
    return read;
  };
  return {
    storeId: async (code) => {
      if (code === 'all') return '0';
      const all = await stores();
      return (code === undefined ? all.find(({ isDefault }) => isDefault === true) ?? all[0] : all.find((store) => store.code === code))?.id;
    },
  };
}
