import { applyBatch } from '../../../pipeline/follow';
import { drainDirty } from '../../../pipeline/drain-dirty';
import { finishHeals, startHeals, healsIn } from '../../../pipeline/heal';
import { project } from '../../../pipeline/project';
import { useServers } from '../../servers';
import { followShop, type ShopStream } from './follow-shop';
import { holdBeforeGuard } from '../intercept';
import { addCustomer, addProduct, openShop, type TestShop } from '../open-shop';
import { openShopDatabase, type ShopDatabase } from '../shop-database';

/** Invariant 6: what a foreign key of the source does without a word in the log is done in the target too. */
describe.each(['mariadb', 'mysql'] as const)('effects that the log does not show, on %s', (source) => {
  const servers = useServers({ source });
  let database: ShopDatabase;
  let shop: TestShop;
  let stream: ShopStream;
  beforeAll(async () => void (database = await openShopDatabase(servers)));
  beforeEach(async () => {
    shop = await openShop(servers, { database });
    stream = await followShop(shop);
  });
  afterEach(async () => {
    await stream.close();
    await shop.close();
  });

  const count = async (table: string, where = 'true'): Promise<number> =>
    Number((await shop.target(`SELECT count(*) AS n FROM ${table} WHERE ${where}`))[0]!.n);

  async function fillShop(): Promise<void> {
    await addCustomer(shop, 1, 'one@example.com');
    await addProduct(shop, 1, 'A');
    await addProduct(shop, 2, 'B');
    await shop.magento.query(`
      INSERT INTO cataloginventory_stock (stock_id, website_id, stock_name) VALUES (1, 0, 'Default');
      INSERT INTO cataloginventory_stock_item (item_id, product_id, stock_id, qty) VALUES (1, 1, 1, 5), (2, 2, 1, 5);
      INSERT INTO wishlist (wishlist_id, customer_id) VALUES (1, 1);
      INSERT INTO wishlist_item (wishlist_item_id, wishlist_id, product_id, store_id, qty) VALUES (1, 1, 1, 1, 1), (2, 1, 2, 2, 1);
      INSERT INTO catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (73, 2, 2, 'second store');
      INSERT INTO sales_order (entity_id, store_id, customer_id, increment_id) VALUES (1, 1, 1, '1'), (2, 2, NULL, '2');`);
    await stream.settle();
  }

  it('a deleted product takes its stock item and wishlist items along', async () => {
    await fillShop();
    expect([await count('warehouse.stock_items'), await count('customer.wishlist_items')]).toEqual([2, 2]);
    await shop.magento.query('DELETE FROM catalog_product_entity WHERE entity_id = 1');
    await stream.settle();
    expect([await count('catalog.products'), await count('warehouse.stock_items'), await count('customer.wishlist_items')]).toEqual([1, 1, 1]);
  });

  it('a deleted customer leaves orders without customer and no wishlist', async () => {
    await fillShop();
    await shop.magento.query('DELETE FROM customer_entity WHERE entity_id = 1');
    await stream.settle();
    expect([await count('"order".orders'), await count('"order".orders', 'magento_customer_id IS NOT NULL'), await count('customer.wishlists')]).toEqual([2, 0, 0]);
  });

  it('a deleted store takes its values along and leaves orders without store', async () => {
    await fillShop();
    expect(await count('catalog.product_store_values')).toBe(1);
    await shop.magento.query('DELETE FROM store WHERE store_id = 2');
    await stream.settle();
    expect([await count('catalog.product_store_values'), await count('"order".orders', 'magento_store_id = 2'), await count('customer.wishlist_items', 'store_id = 2')]).toEqual([0, 0, 0]);
  });

  it('a deleted inventory source, whose key is a text, takes its source items along, however they spell it', async () => {
    await shop.magento.query(`INSERT INTO inventory_source (source_code, name, country_id, postcode) VALUES ('north', 'North', 'DE', '1'), ('south', 'South', 'DE', '2');
      INSERT INTO inventory_source_item (source_item_id, source_code, sku, quantity) VALUES (1, 'north', 'A', 1), (2, 'NORTH', 'B', 2), (3, 'south', 'A', 3)`);
    await stream.settle();
    expect(await count('warehouse.source_items')).toBe(3);
    await shop.magento.query("DELETE FROM inventory_source WHERE source_code = 'north'");
    await stream.settle();
    expect(await shop.target('SELECT source_code FROM warehouse.source_items')).toEqual([{ source_code: 'south' }]);
    const [[{ n }]] = (await shop.magento.query('SELECT COUNT(*) AS n FROM inventory_source_item')) as unknown as [[{ n: number }]];
    expect(n).toBe(1);
  });

  it('a deleted attribute takes its values along', async () => {
    await shop.magento.query(`INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (900, 4, 'fabric', 'varchar')`);
    await addProduct(shop, 1, 'A');
    await shop.magento.query("INSERT INTO catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (900, 0, 1, 'wool')");
    await stream.settle();
    expect(await count('catalog.products', `attributes->>'fabric' = 'wool'`)).toBe(1);
    await shop.magento.query('DELETE FROM eav_attribute WHERE attribute_id = 900');
    await stream.settle();
    expect(await count('catalog.products', `attributes ? 'fabric'`)).toBe(0);
  });

  it('an attribute that was made and deleted before the stream came to hear of it concerns only those that had it', async () => {
    await addProduct(shop, 1, 'A');
    await addProduct(shop, 2, 'B');
    await stream.settle();
    await shop.magento.query(`INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (901, 4, 'weave', 'varchar');
      INSERT INTO catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (901, 0, 1, 'twill')`);
    await shop.context.reload();
    await project(shop.context, { entity: 'product', selection: { keys: [1] } });
    await shop.magento.query('DELETE FROM eav_attribute WHERE attribute_id = 901');
    await shop.context.reload();
    const batches = await stream.read();
    await startHeals(shop.context, stream.following.effects(), healsIn(stream.following.effects(), batches.flatMap((batch) => batch.changes)));
    expect(await shop.target('SELECT entity_type, magento_id FROM banyan.dirty_keys')).toEqual([{ entity_type: 'product', magento_id: 1 }]);
    await drainDirty(shop.context, { limit: 100, isPaused: () => false });
    expect(await count('catalog.products', `attributes ? 'weave'`)).toBe(0);
  });

  it('a load that read before the delete and is applied after the first look is healed by the second', async () => {
    await fillShop();
    await shop.magento.query('DELETE FROM wishlist WHERE wishlist_id = 1');
    await stream.settle();
    await shop.magento.query('INSERT INTO wishlist (wishlist_id, customer_id) VALUES (5, 1); INSERT INTO wishlist_item (wishlist_item_id, wishlist_id, product_id, qty) VALUES (9, 5, 1, 1)');
    // The stream knows of the insert, but its own projection of it is held back, as a slow worker's chunk would be.
    const { context, gate } = holdBeforeGuard(shop.context);
    const chunk = project(context, { entity: 'wishlist', selection: { from: 0, to: 100 } });
    await gate.reached;
    await shop.magento.query('DELETE FROM catalog_product_entity WHERE entity_id = 1');
    const deletes = (await stream.read()).flatMap((batch) => batch.changes).filter((change) => change.table === 'catalog_product_entity');
    await startHeals(shop.context, stream.following.effects(), healsIn(stream.following.effects(), deletes));
    expect(await finishHeals(shop.context, stream.following.effects())).toBe(0);
    gate.open();
    await chunk;
    expect(await count('customer.wishlist_items')).toBe(1);
    while ((await finishHeals(shop.context, stream.following.effects())) === 0);
    await drainDirty(shop.context, { limit: 100, isPaused: () => false });
    expect(await count('customer.wishlist_items')).toBe(0);
  });

  it('nothing is healed when heals are removed: these schedules would see it', async () => {
    await fillShop();
    await shop.magento.query('DELETE FROM catalog_product_entity WHERE entity_id = 1');
    for (const batch of await stream.read()) await applyBatch(shop.context, { ...stream.following, effects: () => new Map() }, batch);
    expect([await count('catalog.products'), await count('warehouse.stock_items')]).toEqual([1, 2]);
  });
});
