import type { Row } from '../../api/row';
import type { Ask } from './shop-query';

/** How long an answer is good for: stores are made and renamed by hand. */
const keptForMs = 10_000;

const STORES = `
  SELECT s.store_id AS id, s.code, (s.store_id = g.default_store_id) AS isDefault
  FROM {store} s
  LEFT JOIN {store_website} w ON w.is_default = 1 AND w.website_id = s.website_id
  LEFT JOIN {store_group} g ON g.group_id = w.default_group_id
  WHERE s.store_id > 0 ORDER BY s.store_id`;

/** Store views by code, from the shop's own tables. */
export function createStoreDirectory(ask: Ask): { storeId(code: string | undefined): Promise<string | undefined> } {
  let known: { readonly stores: Promise<readonly Row[]>; readonly at: number } | undefined;
  const stores = (): Promise<readonly Row[]> => {
    if (known && performance.now() - known.at < keptForMs) return known.stores;
    const read = ask(STORES);
    known = { stores: read, at: performance.now() };
    // What failed is asked again by the next request.
    read.catch(() => { known = undefined; });
    return read;
  };
  return {
    storeId: async (code) => {
      if (code === 'all') return '0';
      const all = await stores();
      return (code === undefined ? all.find(({ isDefault }) => isDefault === '1') ?? all[0] : all.find((store) => store.code === code))?.id ?? undefined;
    },
  };
}
