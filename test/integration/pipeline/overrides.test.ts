import { compareSamples } from '../../../pipeline/compare-samples';
import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { openContext, type OpenContext } from '../../../pipeline/open-context';
import { verifyRange } from '../../../pipeline/verify-range';
import { useServers } from '../../servers';
import { addCustomer, openShop, type TestShop } from '../open-shop';
import { followShop } from '../schedules/follow-shop';

const everything = { from: 0, to: 2 ** 48 - 1 };
/** Ids that sort before, between and after those that Banyan derives. */
const mapped = new Map([[2, '00000000-0000-4000-8000-000000000002'], [5, '00000000-0003-4000-8000-000000000005'], [7, 'ffffffff-0000-4000-8000-000000000007']]);

/** Ids that a service had mapped before Banyan came: everything uses them, in place of those Banyan would derive. */
describe('ids that were mapped before', () => {
  const servers = useServers();
  let shop: TestShop;
  let context: OpenContext;
  beforeAll(async () => {
    shop = await openShop(servers);
    for (let id = 1; id <= 10; id++) await addCustomer(shop, id, `c${id}@example.com`);
    await shop.magento.query(`INSERT INTO sales_order (entity_id, store_id, customer_id, increment_id) VALUES (1, 1, 2, '1'), (2, 1, 3, '2'), (3, 1, 7, '3');
      INSERT INTO wishlist (wishlist_id, customer_id) VALUES (1, 5)`);
    for (const [key, uuid] of mapped) await shop.target("INSERT INTO banyan.magento_id_map (entity_type, magento_id, new_uuid) VALUES ('customer', $1, $2)", [key, uuid]);
    context = await openContext(shop.config);
    for (const entity of ['customer', 'order', 'wishlist']) await copyRange(context, { range: { run: 'r', entity, ...everything }, tuning: { ...defaultTuning, chunk: 3, maxChunk: 3 } });
  });
  afterAll(async () => {
    await context.close();
    await shop.close();
  });

  const differing = async (name: string, entity: string): Promise<unknown[]> => {
    const verdict = await verifyRange(context, { verification: name, entity, ...everything, chunk: 3 });
    // Nothing had to be looked at twice: the first comparison knew where the rows are.
    if (verdict.mismatches === 0) expect(verdict.rechecked).toBe(0);
    return shop.target('SELECT magento_id AS key, kind, columns FROM banyan.mismatches WHERE verification = $1 ORDER BY 1', [name]);
  };

  it('are those of the rows, of the references to them, and of the ledger', async () => {
    const customers = await shop.target('SELECT id, email FROM customer.customers WHERE id = ANY($1) ORDER BY email', [[...mapped.values()]]);
    expect(customers).toEqual([...mapped].map(([key, id]) => ({ id, email: `c${key}@example.com` })));
    expect(await shop.target('SELECT customer_id FROM "order".orders WHERE magento_customer_id IN (2, 7) ORDER BY magento_customer_id')).toEqual([{ customer_id: mapped.get(2) }, { customer_id: mapped.get(7) }]);
    expect(await shop.target('SELECT customer_id FROM customer.wishlists')).toEqual([{ customer_id: mapped.get(5) }]);
    expect(await shop.target("SELECT magento_id AS key FROM banyan.magento_id_map WHERE entity_type = 'customer' AND NOT derived ORDER BY 1")).toEqual([{ key: 2 }, { key: 5 }, { key: 7 }]);
  });

  it('are compared where they are: nothing differs, and what is changed is found under its key', async () => {
    for (const entity of ['customer', 'order', 'wishlist']) expect(await differing(`${entity}/1`, entity)).toEqual([]);
    await shop.target("UPDATE customer.customers SET first_name = 'Somebody' WHERE id = $1", [mapped.get(7)]);
    expect(await differing('customer/2', 'customer')).toEqual([{ key: 7, kind: 'changed', columns: ['first_name'] }]);
    const [samples] = (await compareSamples(context, { service: 'customer', samples: 200 })).filter(({ entity }) => entity === 'customer');
    expect(samples!.mismatches.map(({ key, kind }) => ({ key, kind }))).toEqual([{ key: 7, kind: 'changed' }]);
    await shop.target("UPDATE customer.customers SET first_name = 'Test' WHERE id = $1", [mapped.get(7)]);
    const again = await compareSamples(context, { service: 'customer', samples: 200 });
    expect(again.find(({ entity }) => entity === 'customer')).toMatchObject({ compared: 10, mismatches: [] });
  });

  it('are followed and healed: a change reaches the row, a delete takes it and what refers to it', async () => {
    const following = { ...shop, context };
    const stream = await followShop(following);
    await shop.magento.query("UPDATE customer_entity SET firstname = 'Ann' WHERE entity_id = 5; DELETE FROM customer_entity WHERE entity_id = 2");
    await stream.settle(context);
    await stream.close();
    expect(await shop.target('SELECT id, first_name FROM customer.customers WHERE id = ANY($1) ORDER BY id', [[...mapped.values()]]))
      .toEqual([{ id: mapped.get(5), first_name: 'Ann' }, { id: mapped.get(7), first_name: 'Test' }]);
    expect(await shop.target('SELECT count(*)::int AS n FROM "order".orders WHERE customer_id IS NULL AND magento_customer_id IS NULL')).toEqual([{ n: 1 }]);
    for (const entity of ['customer', 'order']) expect(await differing(`${entity}/3`, entity)).toEqual([]);
  });
});
