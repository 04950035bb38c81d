import { badRequest, noSuchEntity } from '../../api/api-fault';
import type { ShopWriter } from '../shop-writer';

/** Sets the stock of a product on both of Magento's systems: the item, and the default source's mirror of it. */
export async function setStock(writer: ShopWriter, { sku, itemId, qty, inStock }: { readonly sku: string; readonly itemId: string; readonly qty: number; readonly inStock: boolean }): Promise<number> {
  const [found] = await writer.ask('SELECT i.item_id, e.sku FROM {cataloginventory_stock_item} i JOIN {catalog_product_entity} e ON e.entity_id = i.product_id WHERE i.item_id = ? AND e.sku = ?', [itemId, sku]);
  if (!found) throw noSuchEntity();
  await writer.update('cataloginventory_stock_item', { item_id: itemId }, { qty, is_in_stock: inStock ? 1 : 0 });
  if (writer.shop.hasSources) {
    await writer.upsert('inventory_source_item', { source_code: writer.shop.sourceCode, sku: found.sku }, { quantity: qty, status: inStock ? 1 : 0 });
  }
  return Number(itemId);
}

/** Changes columns of an account. @throws ApiFault 404. */
export async function editCustomer(writer: ShopWriter, id: string, columns: Readonly<Record<string, string | null | undefined>>): Promise<void> {
  if (!/^\d{1,10}$/.test(id) || !(await writer.lock('customer_entity', { entity_id: id }))) throw noSuchEntity();
  await writer.update('customer_entity', { entity_id: id }, columns);
}

/** Changes attributes of a product at a store: named by their code, each written to the table of its type. @throws ApiFault 404, 400. */
export async function editProduct(writer: ShopWriter, { sku, storeId, values }: { readonly sku: string; readonly storeId: string; readonly values: Readonly<Record<string, string | number | null>> }): Promise<string> {
  const [found] = await writer.ask('SELECT entity_id FROM {catalog_product_entity} WHERE sku = ? ORDER BY entity_id LIMIT 1 FOR UPDATE', [sku]);
  if (!found) throw noSuchEntity();
  for (const [code, value] of Object.entries(values)) {
    const attribute = writer.shop.attribute('catalog_product', code);
    if (!attribute) throw badRequest('The product has no attribute %code.', { code });
    await writer.upsert(attribute.valueTable, { attribute_id: attribute.id, entity_id: found.entity_id, store_id: storeId }, { value });
  }
  // The root's clock tells everybody that something of the product has changed.
  await writer.ask('UPDATE {catalog_product_entity} SET updated_at = UTC_TIMESTAMP() WHERE entity_id = ?', [found.entity_id]);
  return found.entity_id ?? '';
}
