import type { Row } from '../../api/row';
import type { Shop } from '../shop/shop';
import type { Ask } from './shop-query';

interface Asked {
  readonly ask: Ask;
  readonly shop: Shop;
  readonly eav: string;
  readonly storeId: string;
  readonly ids: readonly string[];
}

/** Entity types whose values differ by store. */
const scoped = new Set(['catalog_product', 'catalog_category']);

/**
 * EAV values of aggregates in force at a store, by id: its own row wins, be its value NULL, else the row of store 0.
 * One statement per table of values.
 */
export async function readValues({ ask, shop, eav, storeId, ids }: Asked): Promise<ReadonlyMap<string, Row>> {
  const byId = new Map<string, Record<string, string | null>>(ids.map((id) => [id, {}]));
  const attributes = shop.attributesOf(eav);
  const tables = [...new Set(attributes.map(({ valueTable }) => valueTable))].filter((table) => shop.schema.has(table));
  for (const table of tables) {
    const codes = new Map(attributes.filter((attribute) => attribute.valueTable === table).map(({ id, code }) => [id, code]));
    const stores = scoped.has(eav) ? `AND store_id IN (0, ${Number(storeId)}) ORDER BY store_id` : '';
    const rows = await ask(`SELECT entity_id, attribute_id, value FROM {${table}} WHERE entity_id IN (?) ${stores}`, [ids]);
    for (const row of rows) {
      const code = codes.get(row.attribute_id ?? '');
      if (code !== undefined) byId.get(row.entity_id ?? '')![code] = row.value ?? null;
    }
  }
  return byId;
}
