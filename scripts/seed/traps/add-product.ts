import type { SqlValue } from '../sql-literal';
import type { TrapShop } from './trap-shop';

/** A plain simple product on website 1; resolves to its id. `columns` replace those of its own row. */
export async function addProduct(shop: TrapShop, sku: string, columns: Readonly<Record<string, SqlValue>> = {}): Promise<number> {
  const id = await shop.insert('catalog_product_entity', {
    attribute_set_id: 4, type_id: 'simple', sku, has_options: 0, required_options: 0, created_at: '2020-02-29 12:00:00', updated_at: '2020-02-29 12:00:00', ...columns,
  });
  await setValue(shop, { id, code: 'name', value: `Trap ${sku}` });
  await setValue(shop, { id, code: 'price', value: 12.34 });
  await setValue(shop, { id, code: 'status', value: 1 });
  await setValue(shop, { id, code: 'visibility', value: 4 });
  await shop.insert('catalog_product_website', { product_id: id, website_id: 1 });
  return id;
}

export interface ProductValue {
  readonly id: number;
  readonly code: string;
  readonly value: SqlValue;
  /** 0 when left out. */
  readonly storeId?: number;
}

/** Gives a product an attribute value in the table of the attribute's type, replacing the one that is there. */
export async function setValue(shop: TrapShop, { id, code, value, storeId = 0 }: ProductValue): Promise<void> {
  const attribute = shop.attributes.get('catalog_product', code);
  const table = `catalog_product_entity_${attribute.backend}`;
  await shop.run(`DELETE FROM {p}${table} WHERE attribute_id = ${attribute.id} AND store_id = ${storeId} AND entity_id = ${id}`);
  await shop.insert(table, { attribute_id: attribute.id, store_id: storeId, entity_id: id, value });
}
