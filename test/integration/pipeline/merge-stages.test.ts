import { project } from '../../../pipeline/project';
import { useServers } from '../../servers';
import { addCustomer, openShop, type TestShop } from '../open-shop';

const customers = 120;

/** Loads are merged out of stages that a connection keeps. */
describe('the stages of merges', () => {
  const servers = useServers();
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop(servers);
    for (let id = 1; id <= customers; id++) await addCustomer(shop, id, `c${id}@example.com`);
  });
  afterAll(() => shop.close());

  const load = (from: number, to: number) => project(shop.context, { entity: 'customer', selection: { keys: Array.from({ length: to - from + 1 }, (_, at) => from + at) } });
  const stage = async (): Promise<Record<string, unknown>> =>
    (await shop.target("SELECT pg_relation_filenode(oid) AS file, pg_relation_size(oid) AS bytes FROM pg_class WHERE relname = 'stage_customer_customers'"))[0]!;

  it('hold nothing of earlier loads, large or small, and are given a new file when they are worn', async () => {
    await load(1, customers);
    await load(1, 3);
    const first = await stage();
    const sizes: number[] = [];
    for (let round = 1; round <= 100; round++) {
      await shop.magento.query('UPDATE customer_entity SET firstname = ?', [`name ${round}`]);
      await load(1, customers);
      // A load of one writes one, whatever lay in the stage before.
      await shop.magento.query('UPDATE customer_entity SET firstname = ? WHERE entity_id = 7', [`other ${round}`]);
      await load(7, 7);
      const names = await shop.target('SELECT first_name AS name, count(*)::int AS n FROM customer.customers GROUP BY 1 ORDER BY 1');
      expect(names).toEqual([{ name: `name ${round}`, n: customers - 1 }, { name: `other ${round}`, n: 1 }]);
      sizes.push(Number((await stage()).bytes));
    }
    expect((await stage()).file).not.toBe(first.file);
    expect(Math.max(...sizes.slice(50))).toBeLessThanOrEqual(Math.max(...sizes.slice(0, 50)) * 1.5);
  });
});
