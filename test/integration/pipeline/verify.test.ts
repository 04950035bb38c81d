import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { project } from '../../../pipeline/project';
import { repair } from '../../../pipeline/repair';
import { verificationSummary } from '../../../pipeline/verification-summary';
import { verifyRange } from '../../../pipeline/verify-range';
import { useServers } from '../../servers';
import { addCustomer, addProduct, openShop, type TestShop } from '../open-shop';

const everything = { from: 0, to: 2 ** 48 - 1 };

/** Verification must find what somebody else did to the target, name it, and be green again after repair. */
describe('verification', () => {
  const servers = useServers();
  let shop: TestShop;
  let run = 0;
  beforeAll(async () => {
    shop = await openShop(servers);
    for (let id = 1; id <= 20; id++) {
      await addCustomer(shop, id, `c${id}@example.com`);
      await addProduct(shop, id, `SKU-${id}`);
    }
    await shop.magento.query(`INSERT INTO catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (73, 2, 3, 'other'), (73, 2, 4, NULL);
      INSERT INTO sales_order (entity_id, store_id, increment_id, grand_total) VALUES (1, 1, '1', 10.5), (2, 1, '2', 20);
      INSERT INTO sales_order_item (item_id, order_id, row_total, product_id) VALUES (1, 1, 10.5, 1), (2, 2, 20, 2);`);
    for (const entity of ['customer', 'product', 'order']) {
      await copyRange(shop.context, { range: { run: 'r', entity, ...everything }, tuning: { ...defaultTuning, chunk: 7 } });
    }
  });
  afterAll(() => shop.close());

  /** Compares an entity as a whole; returns its mismatches. */
  async function verify(entity: string): Promise<{ name: string; rows: Record<string, unknown>[] }> {
    const name = `v${++run}`;
    await verifyRange(shop.context, { verification: name, entity, ...everything, chunk: 7 });
    const rows = await shop.target('SELECT magento_id AS key, target_table AS table, kind, columns, explanation FROM banyan.mismatches WHERE verification = $1 ORDER BY 1, 2', [name]);
    return { name, rows };
  }

  const idOf = async (entity: string, key: number): Promise<string> =>
    String((await shop.target('SELECT new_uuid AS id FROM banyan.magento_id_map WHERE entity_type = $1 AND magento_id = $2', [entity, key]))[0]!.id);

  it.each(['customer', 'product', 'order'])('finds %s equal after a copy', async (entity) => {
    expect((await verify(entity)).rows).toEqual([]);
  });

  it('finds a changed value, names its column, and repair makes it equal', async () => {
    await shop.target("UPDATE customer.customers SET first_name = 'Somebody' WHERE id = $1", [await idOf('customer', 5)]);
    const { name, rows } = await verify('customer');
    expect(rows).toEqual([{ key: 5, table: 'customer.customers', kind: 'changed', columns: ['first_name'], explanation: 'changed by another writer, or a codec: first_name' }]);
    expect(await repair(shop.context, { verification: name })).toEqual({ projected: 1, refused: 0 });
    expect((await verify('customer')).rows).toEqual([]);
  });

  it('finds a dropped child row', async () => {
    await shop.target('DELETE FROM "order".order_items WHERE order_id = $1', [await idOf('order', 2)]);
    const { name, rows } = await verify('order');
    expect(rows).toMatchObject([{ key: 2, table: 'order.order_items', kind: 'missing' }]);
    await repair(shop.context, { verification: name });
    expect((await verify('order')).rows).toEqual([]);
  });

  it('finds a row that nobody derived, wherever its id sorts', async () => {
    await shop.target("INSERT INTO customer.customers (id, email, source) VALUES ('ffffffff-0000-4000-8000-000000000001', 'x@example.com', 'magento'), ('00000000-0003-4000-8000-000000000001', 'y@example.com', 'magento')");
    const { rows } = await verify('customer');
    expect(rows).toMatchObject([{ key: null, kind: 'unexpected', explanation: 'another writer: the ledger does not know this row' }, { key: null, kind: 'unexpected' }]);
    await shop.target("DELETE FROM customer.customers WHERE email IN ('x@example.com', 'y@example.com')");
  });

  it('finds two swapped values', async () => {
    const [a, b] = [await idOf('product', 3), await idOf('product', 4)];
    await shop.target(`UPDATE catalog.product_store_values mine SET name = other.name FROM catalog.product_store_values other
      WHERE mine.product_id IN ($1, $2) AND other.product_id IN ($1, $2) AND other.product_id <> mine.product_id`, [a, b]);
    const { name, rows } = await verify('product');
    expect(rows.map((row) => row.key)).toEqual([3, 4]);
    await repair(shop.context, { verification: name });
    expect((await verify('product')).rows).toEqual([]);
  });

  it('finds a row the source lost while nobody followed, and repair deletes it', async () => {
    await shop.magento.query('DELETE FROM customer_entity WHERE entity_id = 20');
    const { name, rows } = await verify('customer');
    expect(rows).toMatchObject([{ key: 20, kind: 'unexpected' }]);
    await repair(shop.context, { verification: name });
    expect((await verify('customer')).rows).toEqual([]);
  });

  it('is not green while an entity was not compared, or a refusal was not accepted', async () => {
    const { name } = await verify('customer');
    const summary = await verificationSummary(shop.context, name);
    expect(summary.green).toBe(false);
    expect(summary.notCompared).toContain('order');
    expect(summary.entities).toMatchObject([{ entity: 'customer', aggregates: 19, mismatches: 0, covered: true }]);
  });

  it('is not fooled by a key the ledger does not know: what was never copied is missing', async () => {
    await addCustomer(shop, 77, 'late@example.com');
    expect((await verify('customer')).rows).toMatchObject([{ key: 77, kind: 'missing', explanation: 'never copied' }]);
    await project(shop.context, { entity: 'customer', selection: { keys: [77] } });
    expect((await verify('customer')).rows).toEqual([]);
  });

  it('carries the values of an attribute that was made after the start under its code, and compares them so', async () => {
    await shop.magento.query(`INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (901, 4, 'fabric', 'varchar');
      INSERT INTO catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (901, 0, 9, 'wool');`);
    expect((await verify('product')).rows).toMatchObject([{ key: 9, kind: 'changed', columns: ['attributes'] }]);
    await project(shop.context, { entity: 'product', selection: { keys: [9] } });
    expect(await shop.target(`SELECT attributes->>'fabric' AS fabric FROM catalog.products WHERE sku = 'SKU-9'`)).toEqual([{ fabric: 'wool' }]);
    expect((await verify('product')).rows).toEqual([]);
  });

  it('carries a value in a table that is not its attribute’s, without reading the catalog over and over', async () => {
    await shop.magento.query('INSERT INTO catalog_product_entity_int (attribute_id, store_id, entity_id, value) VALUES (73, 0, 9, 5)');
    let reloads = 0;
    const counting = { ...shop.context, reload: () => (reloads++, shop.context.reload()) };
    for (let n = 0; n < 3; n++) await project(counting, { entity: 'product', selection: { keys: [9] } });
    expect(reloads).toBe(1);
    expect(await shop.target(`SELECT attributes->>'#int:73' AS stray FROM catalog.products WHERE sku = 'SKU-9'`)).toEqual([{ stray: '5' }]);
  });
});
