import { project } from '../../../pipeline/project';
import { useServers } from '../../servers';
import { addProduct, openShop, type TestShop } from '../open-shop';
import { followShop, type ShopStream } from './follow-shop';

/** Rows that change what they belong to reach both the old root and the new one. */
describe.each(['mariadb', 'mysql'] as const)('rows that move, on %s', (source) => {
  const servers = useServers({ source });
  let shop: TestShop;
  let stream: ShopStream;
  beforeAll(async () => {
    shop = await openShop(servers);
    stream = await followShop(shop);
    await addProduct(shop, 1, 'A');
    await addProduct(shop, 2, 'B');
    await shop.magento.query(`INSERT INTO sales_order (entity_id, store_id, increment_id) VALUES (1, 1, '1'), (2, 1, '2');
      INSERT INTO sales_order_item (item_id, order_id, sku) VALUES (1, 1, 'x'), (2, 1, 'y');
      INSERT INTO catalog_product_link_type (link_type_id, code) VALUES (1, 'relation');
      INSERT INTO catalog_product_link (link_id, product_id, linked_product_id, link_type_id) VALUES (1, 1, 2, 1);
      INSERT INTO catalog_product_link_attribute (product_link_attribute_id, link_type_id, product_link_attribute_code, data_type) VALUES (1, 1, 'position', 'int');
      INSERT INTO catalog_product_link_attribute_int (value_id, product_link_attribute_id, link_id, value) VALUES (1, 1, 1, 7);`);
    await stream.settle();
  });
  afterAll(async () => {
    await stream.close();
    await shop.close();
  });

  const items = async (): Promise<string[]> => (await shop.target(`SELECT o.increment_id || ' ' || i.sku AS row FROM "order".order_items i JOIN "order".orders o ON o.id = i.order_id ORDER BY 1`)).map((row) => String(row.row));

  it('an order item goes to another order', async () => {
    expect(await items()).toEqual(['1 x', '1 y']);
    await shop.magento.query('UPDATE sales_order_item SET order_id = 2 WHERE item_id = 2');
    await stream.settle();
    expect(await items()).toEqual(['1 x', '2 y']);
  });

  it('a root changes its own key', async () => {
    await shop.magento.query('UPDATE sales_order_item SET order_id = 1 WHERE item_id = 2; UPDATE sales_order SET entity_id = 9 WHERE entity_id = 2');
    await stream.settle();
    expect((await shop.target('SELECT increment_id FROM "order".orders ORDER BY id')).map((row) => row.increment_id)).toEqual(['1', '2']);
    expect(await shop.target(`SELECT magento_id, gone FROM banyan.magento_id_map WHERE entity_type = 'order' ORDER BY 1`))
      .toEqual([{ magento_id: 1, gone: false }, { magento_id: 2, gone: true }, { magento_id: 9, gone: false }]);
  });

  it('REPLACE deletes and inserts under another id', async () => {
    await shop.magento.query(`REPLACE INTO sales_order (entity_id, store_id, increment_id, state) VALUES (10, 1, '1', 'new')`);
    await stream.settle();
    expect((await shop.target('SELECT increment_id, state FROM "order".orders ORDER BY increment_id')).map((row) => `${String(row.increment_id)} ${String(row.state)}`)).toEqual(['1 new', '2 null']);
    expect(await items()).toEqual([]);
  });

  it('projecting everything again changes nothing', async () => {
    const before = await shop.target('SELECT xmin::text, id FROM "order".orders UNION ALL SELECT xmin::text, id FROM catalog.products ORDER BY id');
    for (const entity of ['order', 'product']) await project(shop.context, { entity, selection: { from: 0, to: 1000 } });
    expect(await shop.target('SELECT xmin::text, id FROM "order".orders UNION ALL SELECT xmin::text, id FROM catalog.products ORDER BY id')).toEqual(before);
  });
});
