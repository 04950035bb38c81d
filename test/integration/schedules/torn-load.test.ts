import { project } from '../../../pipeline/project';
import { useServers } from '../../servers';
import { openShop, type TestShop } from '../open-shop';

/** A load reads several tables; it must see one state of all of them, whatever is being written meanwhile. */
describe.each(['mariadb', 'mysql'] as const)('a load during writes, on %s', (source) => {
  const servers = useServers({ source });
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop(servers);
    await shop.magento.query(`INSERT INTO sales_order (entity_id, store_id, increment_id, grand_total) VALUES (1, 1, '1', 0);
      INSERT INTO sales_order_item (item_id, order_id, row_total) VALUES (1, 1, 0), (2, 1, 0);`);
  });
  afterAll(() => shop.close());

  it('never mixes two states', async () => {
    let writing = true;
    let writes = 0;
    const writer = (async () => {
      for (let n = 1; writing; n++, writes++) {
        await shop.magento.query(`START TRANSACTION; UPDATE sales_order SET grand_total = ${2 * n}; UPDATE sales_order_item SET row_total = ${n}; COMMIT;`);
      }
    })();
    const seen: unknown[] = [];
    for (let round = 0; round < 60; round++) {
      await project(shop.context, { entity: 'order', selection: { keys: [1] } });
      const [row] = await shop.target(`SELECT grand_total::float AS total, (SELECT sum(row_total)::float FROM "order".order_items) AS items FROM "order".orders`);
      seen.push(row);
    }
    writing = false;
    await writer;
    expect(seen.filter((row) => (row as { total: number }).total !== (row as { items: number }).items)).toEqual([]);
    expect(new Set(seen.map((row) => (row as { total: number }).total)).size).toBeGreaterThan(10);
    expect(writes).toBeGreaterThan(60);
  });
});
