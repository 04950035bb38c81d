import { openContext } from '../../../pipeline/open-context';
import { project } from '../../../pipeline/project';
import { verifyRange } from '../../../pipeline/verify-range';
import { useServers } from '../../servers';
import { openShop, type TestShop } from '../open-shop';
import { followShop } from '../schedules/follow-shop';

/** Invariant 5: a table that is away is not an empty table. */
describe('a table that the shop must have and has not', () => {
  const servers = useServers();
  let shop: TestShop;
  beforeEach(async () => {
    shop = await openShop(servers);
    await shop.magento.query(`INSERT INTO sales_order (entity_id, store_id, increment_id) VALUES (1, 1, '1');
      INSERT INTO sales_order_item (item_id, order_id, row_total) VALUES (1, 1, 10.5);`);
    await project(shop.context, { entity: 'order', selection: { keys: [1] } });
    await shop.magento.query('RENAME TABLE sales_order_item TO sales_order_item_away');
  });
  afterEach(() => shop.close());

  const items = (): Promise<unknown[]> => shop.target('SELECT row_total::text AS total FROM "order".order_items');

  it('is told by a worker that starts while it is away, and no row is taken for deleted; once it is back the same worker goes on', async () => {
    const started = await openContext(shop.config);
    const refused = { failure: 'SourceSchemaDrift', message: expect.stringMatching(/^order needs sales_order_item, which the source does not have/) };
    await expect(project(started, { entity: 'order', selection: { keys: [1] } })).rejects.toMatchObject(refused);
    await expect(verifyRange(started, { verification: 'v', entity: 'order', from: 0, to: 10, chunk: 10 })).rejects.toMatchObject(refused);
    expect(await items()).toEqual([{ total: '10.5000' }]);
    await shop.magento.query('RENAME TABLE sales_order_item_away TO sales_order_item; UPDATE sales_order_item SET row_total = 11');
    await project(started, { entity: 'order', selection: { keys: [1] } });
    await started.close();
    expect(await items()).toEqual([{ total: '11.0000' }]);
  });

  it('is followed again as soon as it is back, by a stream that began while it was away', async () => {
    const started = { ...shop, context: await openContext(shop.config) };
    const stream = await followShop(started);
    await shop.magento.query('RENAME TABLE sales_order_item_away TO sales_order_item; UPDATE sales_order_item SET row_total = 12');
    await stream.settle();
    await stream.close();
    await started.context.close();
    expect(await items()).toEqual([{ total: '12.0000' }]);
  });
});
