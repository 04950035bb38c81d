import type { Action, Scene, Touched } from '../action';
import type { TextRow } from '../../../services/magento/shop/shop-connection';
import type { StoreView } from '../../../services/magento/shop/shop';
import { createProduct, deleteProduct } from './product-life';

/** What people behind the counter do to the catalog. */
export const catalogActions: readonly Action[] = [
  { name: 'change stock', weight: 6, needs: ['cataloginventory_stock_item'], perform: changeStock },
  { name: 'change price', weight: 6, needs: ['catalog_product_entity_decimal'], perform: (scene) => changePrice(scene, '0') },
  { name: 'change store price', weight: 2, needs: ['catalog_product_entity_decimal'], perform: (scene) => changePrice(scene, anyStore(scene).id) },
  { name: 'rename product', weight: 4, needs: ['catalog_product_entity_varchar'], perform: (scene) => rename(scene, '0') },
  { name: 'override name', weight: 3, needs: ['catalog_product_entity_varchar'], perform: (scene) => rename(scene, anyStore(scene).id) },
  { name: 'drop name override', weight: 2, needs: ['catalog_product_entity_varchar'], perform: dropOverride },
  { name: 'create product', weight: 2, needs: ['catalog_product_entity', 'catalog_product_website', 'cataloginventory_stock_item'], perform: createProduct },
  { name: 'delete product', weight: 1, needs: ['catalog_product_entity'], perform: deleteProduct },
  { name: 'move to category', weight: 3, needs: ['catalog_category_product'], perform: moveCategory },
  { name: 'edit tier price', weight: 3, needs: ['catalog_product_entity_tier_price'], perform: editTierPrice },
];

function anyStore(scene: Scene): StoreView {
  return scene.random.pick(scene.shop.stores);
}

/** One product of this shopper's, locked. Under staging the row in force, if one is. */
async function lockProduct(scene: Scene): Promise<TextRow | undefined> {
  const pool = scene.random.chance(0.3) && scene.known.ownProducts.size > 0 ? scene.known.ownProducts : scene.known.products;
  const id = pool.pick(scene.random);
  if (id === undefined) return undefined;
  const first = scene.shop.productLink === 'row_id' ? 'created_in <= UNIX_TIMESTAMP() AND updated_in > UNIX_TIMESTAMP() DESC, row_id' : 'entity_id';
  const rows = await scene.tx.rows(`SELECT * FROM {catalog_product_entity} WHERE entity_id = ? ORDER BY ${first} DESC LIMIT 1 FOR UPDATE`, [id]);
  if (!rows[0]) pool.drop(id);
  return rows[0];
}

async function saved(scene: Scene, product: TextRow): Promise<Touched> {
  const link = scene.shop.productLink;
  await scene.tx.update('catalog_product_entity', { [link]: product[link] ?? '' }, { updated_at: scene.now });
  return { entity: 'product', key: product.entity_id ?? '' };
}

async function changeStock(scene: Scene): Promise<Touched | undefined> {
  const product = await lockProduct(scene);
  if (!product) return undefined;
  const { tx, random, shop } = scene;
  const by = String(random.between(1, 40) - (random.chance(0.2) ? 30 : 0));
  const there = await tx.add('cataloginventory_stock_item', { product_id: product.entity_id ?? '', stock_id: shop.stockId }, { qty: by });
  if (!there) return undefined;
  if (shop.hasSources) await tx.add('inventory_source_item', { sku: product.sku ?? '', source_code: shop.sourceCode }, { quantity: by });
  return { entity: 'stock-item', key: product.entity_id ?? '' };
}

async function changePrice(scene: Scene, storeId: string): Promise<Touched | undefined> {
  const product = await lockProduct(scene);
  const attribute = scene.shop.attribute('catalog_product', 'price');
  if (!product || !attribute) return undefined;
  const link = scene.shop.productLink;
  const value = `${scene.random.between(1, 400)}.${scene.random.between(10, 99)}`;
  await scene.tx.upsert(attribute.valueTable, { [link]: product[link] ?? '', attribute_id: attribute.id, store_id: storeId }, { value });
  return saved(scene, product);
}

async function rename(scene: Scene, storeId: string): Promise<Touched | undefined> {
  const product = await lockProduct(scene);
  const attribute = scene.shop.attribute('catalog_product', 'name');
  if (!product || !attribute) return undefined;
  const link = scene.shop.productLink;
  const value = `${scene.random.pick(['Träger', 'Hoodie', 'Áo dài', 'Crème “brûlée”', "Runner's"])} ${scene.random.word(6)}`;
  await scene.tx.upsert(attribute.valueTable, { [link]: product[link] ?? '', attribute_id: attribute.id, store_id: storeId }, { value });
  return saved(scene, product);
}

/** "Use default value" in the admin: the row of the store goes, the one of store 0 shows through. */
async function dropOverride(scene: Scene): Promise<Touched | undefined> {
  const product = await lockProduct(scene);
  const attribute = scene.shop.attribute('catalog_product', 'name');
  if (!product || !attribute) return undefined;
  const link = scene.shop.productLink;
  const rows = await scene.tx.rows(`SELECT store_id FROM {${attribute.valueTable}} WHERE ${link} = ? AND attribute_id = ? AND store_id > 0 FOR UPDATE`, [product[link] ?? '', attribute.id]);
  const storeId = rows.length === 0 ? undefined : scene.random.pick(rows).store_id;
  if (!storeId) return undefined;
  await scene.tx.remove(attribute.valueTable, { [link]: product[link] ?? '', attribute_id: attribute.id, store_id: storeId });
  return saved(scene, product);
}

async function moveCategory(scene: Scene): Promise<Touched | undefined> {
  const product = await lockProduct(scene);
  const { tx, random, known } = scene;
  if (!product || known.shared.categoryIds.length === 0) return undefined;
  const productId = product.entity_id ?? '';
  const rows = await tx.rows('SELECT entity_id, category_id, product_id FROM {catalog_category_product} WHERE product_id = ? FOR UPDATE', [productId]);
  const taken = new Set(rows.map((row) => row.category_id));
  const free = known.shared.categoryIds.filter((id) => !taken.has(id));
  if (free.length === 0) return undefined;
  const old = rows[0];
  if (old) await tx.remove('catalog_category_product', { entity_id: old.entity_id ?? '', category_id: old.category_id ?? '', product_id: productId });
  await tx.insert('catalog_category_product', { category_id: random.pick(free), product_id: productId, position: random.between(0, 50) });
  return saved(scene, product);
}

async function editTierPrice(scene: Scene): Promise<Touched | undefined> {
  const product = await lockProduct(scene);
  if (!product) return undefined;
  const { tx, random, shop } = scene;
  const link = shop.productLink;
  const rows = await tx.rows(`SELECT value_id FROM {catalog_product_entity_tier_price} WHERE ${link} = ? FOR UPDATE`, [product[link] ?? '']);
  const valueId = rows[0]?.value_id;
  const value = `${random.between(1, 90)}.5`;
  if (valueId && random.chance(0.3)) await tx.remove('catalog_product_entity_tier_price', { value_id: valueId });
  else if (valueId) await tx.update('catalog_product_entity_tier_price', { value_id: valueId }, { value, percentage_value: null });
  else await tx.insert('catalog_product_entity_tier_price', { [link]: product[link] ?? '', all_groups: 1, customer_group_id: 0, qty: random.between(2, 20), value, website_id: 0 });
  return saved(scene, product);
}
