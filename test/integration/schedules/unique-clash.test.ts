import { project } from '../../../pipeline/project';
import { useServers } from '../../servers';
import { holdBeforeGuard } from '../intercept';
import { addCustomer, addProduct, openShop, type TestShop } from '../open-shop';

/** Unique values may move between rows; the target must follow without losing either row. */
describe.each(['mariadb', 'mysql'] as const)('unique values that move, on %s', (source) => {
  const servers = useServers({ source });
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop(servers);
  });
  afterAll(() => shop.close());

  const all = { from: 0, to: 1000 };
  const emails = async () => (await shop.target("SELECT map.magento_id AS id, email FROM customer.customers c JOIN banyan.magento_id_map map ON map.new_uuid = c.id ORDER BY 1"))
    .map((row) => `${String(row.id)} ${String(row.email)}`);
  const skus = async () => (await shop.target("SELECT map.magento_id AS id, sku FROM catalog.products p JOIN banyan.magento_id_map map ON map.new_uuid = p.id ORDER BY 1"))
    .map((row) => `${String(row.id)} ${String(row.sku)}`);

  async function swapEmails(): Promise<void> {
    await shop.magento.query(`START TRANSACTION;
      UPDATE customer_entity SET email = 'x@example.com' WHERE entity_id = 1;
      UPDATE customer_entity SET email = 'one@example.com' WHERE entity_id = 2;
      UPDATE customer_entity SET email = 'two@example.com' WHERE entity_id = 1;
      COMMIT;`);
  }

  beforeEach(async () => {
    await shop.magento.query('DELETE FROM customer_entity; DELETE FROM catalog_product_entity');
    await project(shop.context, { entity: 'customer', selection: all });
    await project(shop.context, { entity: 'product', selection: all });
    await addCustomer(shop, 1, 'one@example.com');
    await addCustomer(shop, 2, 'two@example.com');
    for (const [id, sku] of [[1, 'A'], [2, 'B'], [3, 'C']] as const) await addProduct(shop, id, sku);
    await project(shop.context, { entity: 'customer', selection: all });
    await project(shop.context, { entity: 'product', selection: all });
  });

  it('two customers swap e-mails, and the events arrive in two batches', async () => {
    await swapEmails();
    await project(shop.context, { entity: 'customer', selection: { keys: [1] } });
    expect(await emails()).toEqual(['1 two@example.com', '2 one@example.com']);
    await project(shop.context, { entity: 'customer', selection: { keys: [2] } });
    expect(await emails()).toEqual(['1 two@example.com', '2 one@example.com']);
  });

  it('two customers swap e-mails while a chunk with the old state waits to be applied', async () => {
    const { context, gate } = holdBeforeGuard(shop.context);
    const chunk = project(context, { entity: 'customer', selection: all });
    await gate.reached;
    await swapEmails();
    await project(shop.context, { entity: 'customer', selection: { keys: [1] } });
    gate.open();
    await chunk;
    expect(await emails()).toEqual(['1 two@example.com', '2 one@example.com']);
  });

  it('three SKUs rotate', async () => {
    await shop.magento.query("UPDATE catalog_product_entity SET sku = CASE entity_id WHEN 1 THEN 'B' WHEN 2 THEN 'C' ELSE 'A' END");
    await project(shop.context, { entity: 'product', selection: { keys: [2] } });
    expect(await skus()).toEqual(['1 B', '2 C', '3 A']);
  });

  it('a SKU that the source itself holds twice quarantines the younger row, and frees it when the clash ends', async () => {
    await addProduct(shop, 4, 'B');
    const projected = await project(shop.context, { entity: 'product', selection: { keys: [4] } });
    expect(projected.refusals.map((refusal) => [refusal.key, refusal.reason])).toEqual([[4, 'another row of the source holds its unique value']]);
    expect(await skus()).toEqual(['1 A', '2 B', '3 C']);
    expect(await shop.target('SELECT entity_type, magento_id FROM banyan.quarantine')).toEqual([{ entity_type: 'product', magento_id: 4 }]);
    await shop.magento.query("UPDATE catalog_product_entity SET sku = 'D' WHERE entity_id = 4");
    await project(shop.context, { entity: 'product', selection: { keys: [4] } });
    expect(await skus()).toEqual(['1 A', '2 B', '3 C', '4 D']);
    expect(await shop.target('SELECT * FROM banyan.quarantine')).toEqual([]);
  });

  it('a row whose last good state holds the value that another one takes over', async () => {
    // 3 becomes a second B (refused), then 1 wants the C that 3 still holds in the target.
    await shop.magento.query("UPDATE catalog_product_entity SET sku = 'B' WHERE entity_id = 3");
    await project(shop.context, { entity: 'product', selection: { keys: [3] } });
    await shop.magento.query("UPDATE catalog_product_entity SET sku = 'C' WHERE entity_id = 1");
    await project(shop.context, { entity: 'product', selection: { keys: [1] } });
    await shop.magento.query("UPDATE catalog_product_entity SET sku = 'Z' WHERE entity_id = 3");
    await project(shop.context, { entity: 'product', selection: { keys: [3] } });
    await project(shop.context, { entity: 'product', selection: { keys: [1] } });
    expect(await skus()).toEqual(['1 C', '2 B', '3 Z']);
  });
});
