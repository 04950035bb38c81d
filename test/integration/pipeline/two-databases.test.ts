import { chooseCustomers } from '../../../pipeline/choose-customers';
import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import type { PipelineContext } from '../../../pipeline/context';
import { drainDirty } from '../../../pipeline/drain-dirty';
import { applyBatch } from '../../../pipeline/follow';
import { finishHeals, healsIn, startHeals } from '../../../pipeline/heal';
import { openContext } from '../../../pipeline/open-context';
import { openTargetContext } from '../../../pipeline/open-target-context';
import { targetsOf } from '../../../pipeline/target-pools';
import { completeTargets } from '../../../pipeline/prepare-targets';
import { project } from '../../../pipeline/project';
import { repair } from '../../../pipeline/repair';
import { discardDeadLetters } from '../../../pipeline/review-dead-letters';
import { syncStatus } from '../../../pipeline/sync-status';
import { verificationSummary } from '../../../pipeline/verification-summary';
import { verifyRange } from '../../../pipeline/verify-range';
import { withTarget } from '../../../target/connect';
import { keepDeadLetter } from '../../../target/dead-letters';
import { useServers } from '../../servers';
import { holdBeforeGuard, interceptTarget } from '../intercept';
import { addCustomer, addProduct, openShop, type TestShop } from '../open-shop';
import { openShopDatabase, type ShopDatabase } from '../shop-database';
import { followShop, type ShopStream } from '../schedules/follow-shop';

const everything = { from: 0, to: 2 ** 48 - 1 };
const apart = ['order', 'warehouse'];

/** Customers and products live in one database, with the control tables; orders and stock in another. */
describe('services in two databases', () => {
  const servers = useServers();
  let database: ShopDatabase;
  let shop: TestShop;
  let stream: ShopStream;
  let verifications = 0;
  beforeAll(async () => void (database = await openShopDatabase(servers)));
  beforeEach(async () => {
    shop = await openShop(servers, { apart, database });
    stream = await followShop(shop);
  });
  afterEach(async () => {
    await stream.close();
    await shop.close();
  });

  const count = async (service: string, table: string, where = 'true'): Promise<number> =>
    Number((await shop.at(service, `SELECT count(*) AS n FROM ${table} WHERE ${where}`))[0]!.n);
  const entities = (): string[] => shop.context.entities().map(({ definition }) => definition.name);

  async function fillShop(): Promise<void> {
    await addCustomer(shop, 1, 'one@example.com');
    await addCustomer(shop, 2, 'two@example.com');
    await addProduct(shop, 1, 'A');
    await addProduct(shop, 2, 'B');
    await shop.magento.query(`
      INSERT INTO cataloginventory_stock (stock_id, website_id, stock_name) VALUES (1, 0, 'Default');
      INSERT INTO cataloginventory_stock_item (item_id, product_id, stock_id, qty) VALUES (1, 1, 1, 5), (2, 2, 1, 5);
      INSERT INTO wishlist (wishlist_id, customer_id) VALUES (1, 1);
      INSERT INTO wishlist_item (wishlist_item_id, wishlist_id, product_id, store_id, qty) VALUES (1, 1, 1, 1, 1);
      INSERT INTO sales_order (entity_id, store_id, customer_id, increment_id) VALUES (1, 1, 1, '1'), (2, 2, 2, '2'), (3, 1, NULL, '3');
      INSERT INTO sales_order_item (item_id, order_id, product_id, sku) VALUES (1, 1, 1, 'A'), (2, 2, 2, 'B');`);
  }

  async function copyAll(): Promise<void> {
    for (const entity of entities()) await copyRange(shop.context, { range: { run: 'r', entity, ...everything }, tuning: { ...defaultTuning, chunk: 1 } });
  }

  /** Compares every entity whole. */
  async function verifyAll(): Promise<{ name: string; green: boolean; mismatches: number }> {
    const name = `v${++verifications}`;
    for (const entity of entities()) await verifyRange(shop.context, { verification: name, entity, ...everything, chunk: 2 });
    return { name, ...(await verificationSummary(shop.context, name)) };
  }

  it('each holds the tables, rows, ledger and progress of its own services only, and ids agree across them', async () => {
    await fillShop();
    await copyAll();
    const has = async (service: string) => ({
      schemas: (await shop.at(service, "SELECT DISTINCT table_schema AS name FROM information_schema.tables WHERE table_schema IN ('customer', 'catalog', 'order', 'warehouse') ORDER BY 1")).map(({ name }) => name),
      ledger: (await shop.at(service, 'SELECT DISTINCT entity_type AS name FROM banyan.magento_id_map ORDER BY 1')).map(({ name }) => name),
      progress: (await shop.at(service, "SELECT DISTINCT entity_type AS name FROM banyan.progress WHERE entity_type IN ('customer', 'order') ORDER BY 1")).map(({ name }) => name),
    });
    expect(await has('customer')).toEqual({
      schemas: ['catalog', 'customer'], ledger: expect.arrayContaining(['customer', 'product', 'wishlist']), progress: ['customer'],
    });
    expect(await has('order')).toEqual({ schemas: ['order', 'warehouse'], ledger: ['order', 'stock-item'], progress: ['order'] });
    const ids = async (service: string, sql: string): Promise<unknown[]> => (await shop.at(service, sql)).map(({ id }) => id);
    expect(await ids('order', 'SELECT customer_id AS id FROM "order".orders WHERE magento_customer_id IS NOT NULL ORDER BY magento_customer_id'))
      .toEqual(await ids('customer', "SELECT new_uuid AS id FROM banyan.magento_id_map WHERE entity_type = 'customer' ORDER BY magento_id"));
    expect(await ids('warehouse', 'SELECT product_id AS id FROM warehouse.stock_items ORDER BY 1')).toEqual(await ids('catalog', 'SELECT id FROM catalog.products ORDER BY 1'));
    expect(await verifyAll()).toMatchObject({ green: true, mismatches: 0 });
  });

  it('a deleted product or customer takes along, or sets free, what refers to it in the other database', async () => {
    await fillShop();
    await copyAll();
    await stream.settle();
    expect([await count('warehouse', 'warehouse.stock_items'), await count('order', '"order".orders', 'customer_id IS NOT NULL')]).toEqual([2, 2]);
    await shop.magento.query('DELETE FROM catalog_product_entity WHERE entity_id = 1; DELETE FROM customer_entity WHERE entity_id = 1');
    await stream.settle();
    expect([await count('warehouse', 'warehouse.stock_items'), await count('customer', 'customer.wishlists')]).toEqual([1, 0]);
    expect([await count('order', '"order".orders'), await count('order', '"order".orders', 'customer_id IS NOT NULL')]).toEqual([3, 1]);
    expect(await verifyAll()).toMatchObject({ green: true, mismatches: 0 });
  });

  it('a load into the one that read before a delete in the other is healed once it has ended', async () => {
    await fillShop();
    await stream.settle();
    const { context, gate } = holdBeforeGuard(shop.context);
    await shop.magento.query('UPDATE cataloginventory_stock_item SET qty = 4 WHERE item_id = 1');
    const chunk = project(context, { entity: 'stock-item', selection: { from: 0, to: 100 } });
    await gate.reached;
    await shop.magento.query('DELETE FROM catalog_product_entity WHERE entity_id = 1');
    const deletes = (await stream.read()).flatMap((batch) => batch.changes).filter((change) => change.table === 'catalog_product_entity');
    await startHeals(shop.context, stream.following.effects(), healsIn(stream.following.effects(), deletes));
    await drainDirty({ ...shop.context, targets: [shop.context.targetOf('catalog')] }, { limit: 100, isPaused: () => false });
    await finishHeals(shop.context, stream.following.effects());
    expect(await count('order', 'banyan.heals')).toBeGreaterThan(0);
    gate.open();
    await chunk;
    while ((await count('order', 'banyan.heals')) > 0) await finishHeals(shop.context, stream.following.effects());
    await drainDirty(shop.context, { limit: 100, isPaused: () => false });
    expect(await count('warehouse', 'warehouse.stock_items')).toBe(1);
  });

  it('what a heal of one implies in the other is not lost when the worker dies in between', async () => {
    await shop.magento.query(`INSERT INTO store_website (website_id, code) VALUES (2, 'b'); INSERT INTO store_group (group_id, website_id, name, code) VALUES (2, 2, 'B', 'b');
      INSERT INTO store (store_id, code, website_id, group_id, name) VALUES (3, 'b', 2, 2, 'B'); INSERT INTO quote (entity_id, store_id) VALUES (9, 3)`);
    await project(shop.context, { entity: 'cart', selection: { keys: [9] } });
    const { context, gate } = holdBeforeGuard(shop.context);
    const late = project(context, { entity: 'store-view', selection: { keys: [3] } });
    await gate.reached;
    // The website takes its store along, and that its carts: the target learns of the store only when it is gone.
    await shop.magento.query('DELETE FROM store_website WHERE website_id = 2');
    const effects = stream.following.effects();
    const deletes = (await stream.read()).flatMap((batch) => batch.changes).filter((change) => change.table === 'store_website' && !change.after);
    await startHeals(shop.context, effects, healsIn(effects, deletes));
    gate.open();
    await late;
    let died = false;
    const dying = interceptTarget(shop.context, ({ text }) => {
      if (!/^\s*INSERT INTO banyan\.heals/.test(text)) return undefined;
      died = true;
      throw new Error('the worker died');
    });
    while (!died) await finishHeals(dying, effects).catch((error: Error) => expect(error.message).toBe('the worker died'));
    expect(await count('order', '"order".carts')).toBe(1);
    await stream.settle();
    expect([await count('store', 'store.stores', 'code = \'b\''), await count('order', '"order".carts')]).toEqual([0, 0]);
  });

  it('a customer that only an order in the other database kept falls out with it', async () => {
    await shop.magento.query("INSERT INTO customer_entity (entity_id, website_id, email, store_id, created_at) VALUES (1, 1, 'old@example.com', 1, '2015-01-01'), (2, 1, 'older@example.com', 1, '2014-01-01')");
    await shop.magento.query("INSERT INTO sales_order (entity_id, store_id, customer_id, increment_id) VALUES (1, 1, 1, '1')");
    await chooseCustomers(shop.context, '2020-01-01');
    await copyAll();
    await stream.settle();
    expect(await count('customer', 'customer.customers')).toBe(1);
    await shop.magento.query('DELETE FROM sales_order WHERE entity_id = 1');
    await stream.settle();
    expect([await count('customer', 'customer.customers'), await count('order', '"order".orders')]).toEqual([0, 0]);
    await shop.magento.query("INSERT INTO sales_order (entity_id, store_id, customer_id, increment_id) VALUES (2, 1, 2, '2')");
    await stream.settle();
    expect(await shop.at('customer', 'SELECT email FROM customer.customers')).toEqual([{ email: 'older@example.com' }]);
  });

  it('a batch that reached one and not the other is applied again, and the token waits for it', async () => {
    await fillShop();
    await copyAll();
    await stream.settle();
    const label = async (): Promise<unknown> => (await shop.target('SELECT label FROM banyan.stream_tokens'))[0]!.label;
    const before = await label();
    await shop.magento.query("UPDATE customer_entity SET firstname = 'New' WHERE entity_id = 1; UPDATE sales_order SET state = 'complete' WHERE entity_id = 1");
    const batches = await stream.read();
    const away = interceptTarget(shop.context, () => {
      throw Object.assign(new Error('gone'), { code: '57P01' });
    });
    const partly = { ...shop.context, targetOf: (service: string) => (apart.includes(service) ? away : shop.context).targetOf(service) };
    const apply = async (context: PipelineContext): Promise<void> => {
      for (const batch of batches) await applyBatch(context, stream.following, batch);
    };
    await expect(apply(partly)).rejects.toMatchObject({ failure: 'TargetUnavailable' });
    expect(await count('customer', 'customer.customers', "first_name = 'New'")).toBe(1);
    expect([await count('order', '"order".orders', "state = 'complete'"), await label()]).toEqual([0, before]);
    await apply(shop.context);
    expect([await count('order', '"order".orders', "state = 'complete'"), Number(await label()) > Number(before)]).toEqual([1, true]);
    expect(await verifyAll()).toMatchObject({ green: true, mismatches: 0 });
  });

  it('indexes and foreign keys are built in both, and only once', async () => {
    await fillShop();
    await copyAll();
    const built = (): Promise<string[]> => completeTargets(shop.config, { signal: new AbortController().signal, onStatement: () => undefined });
    expect(await built()).toEqual(expect.arrayContaining(['order/001-indexes.sql', 'customer/001-indexes.sql', 'warehouse/001-indexes.sql', 'catalog/001-indexes.sql']));
    for (const service of ['order', 'customer']) {
      expect(await shop.at(service, "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated")).toEqual([]);
      expect(await count(service, 'pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace', `NOT indisprimary AND NOT indisunique AND indisvalid AND nspname = '${service}'`)).toBeGreaterThan(5);
    }
    expect(await built()).toEqual([]);
  });

  it('faults planted in both are found under one name, and repaired where they are', async () => {
    await fillShop();
    await copyAll();
    await shop.at('order', `UPDATE "order".orders SET state = 'odd'`);
    await shop.at('customer', "DELETE FROM customer.customers WHERE email = 'two@example.com'");
    const { name, green } = await verifyAll();
    expect(green).toBe(false);
    expect(await shop.target('SELECT entity_type AS entity, magento_id AS key FROM banyan.mismatches WHERE verification = $1 ORDER BY 1, 2', [name])).toEqual([
      { entity: 'customer', key: 2 }, { entity: 'order', key: 1 }, { entity: 'order', key: 2 }, { entity: 'order', key: 3 }]);
    expect(await repair(shop.context, { verification: name })).toEqual({ projected: 4, refused: 0 });
    expect(await verifyAll()).toMatchObject({ green: true, mismatches: 0 });
  });

  it('a dead letter in either is known beside the position, and to whoever asks how its entity stands', async () => {
    await fillShop();
    await copyAll();
    const letter = { eventId: 'x', error: 'SQLSTATE 23514', attempts: 4, firstSeen: new Date(Date.now() - 60_000), lastSeen: new Date() };
    const keep = (service: string, of: { entity: string; key: number; label: number }) => withTarget(shop.context.targetOf(service), (client) => keepDeadLetter(client, { ...letter, ...of }));
    await keep('order', { entity: 'order', key: 1, label: 2 ** 40 });
    // Nobody knows whom it is about; whatever that was is not settled by it.
    await keep('customer', { entity: 'customer', key: -1, label: 0 });
    await stream.settle();
    const lettered = async () => (await shop.target('SELECT dead_letters FROM banyan.stream_tokens'))[0]!.dead_letters;
    expect(await lettered()).toEqual(['order']);
    // The service has had no newer state of it for long.
    await shop.at('order', "UPDATE banyan.magento_id_map SET label = 2 WHERE entity_type = 'order' AND magento_id = 1");
    const { stream: { label, deadLetters }, entities: all } = await syncStatus(shop.context, new Date());
    expect(deadLetters).toEqual({ customer: 1, order: 1 });
    const of = (name: string) => all.find(({ entity }) => entity === name);
    expect(of('order')).toMatchObject({ state: 'waiting', deadLetters: 1, appliedLabel: 2, oldestLetterMs: expect.closeTo(60_000, -4) });
    expect(of('customer')).toMatchObject({ deadLetters: 1, appliedLabel: label });
    expect(of('product')).toMatchObject({ deadLetters: 0, appliedLabel: label });

    const targets = await openTargetContext(shop.config);
    expect(await discardDeadLetters(targets, { run: '-', who: 'ann', because: 'a test' })).toBe(2);
    await targets.close();
    await addCustomer(shop, 9, 'nine@example.com');
    await stream.settle();
    expect(await lettered()).toEqual([]);
  });

  it('a second database that was written under another key is refused, and so is one for a service that there is not', async () => {
    await fillShop();
    await copyAll();
    await shop.target("UPDATE banyan.settings SET value = '000102030405060708090a0b0c0d0e0f' WHERE name = 'id_key'");
    await shop.target('DELETE FROM banyan.magento_id_map');
    await expect(openContext(shop.config)).rejects.toMatchObject({ failure: 'InvalidInput', message: expect.stringContaining('the id key in the control database is not the one') });
    const typo = { ...shop.config, BANYAN_TARGETS: { ordre: shop.config.BANYAN_TARGETS.order! } };
    expect(() => targetsOf(typo)).toThrow('BANYAN_TARGETS: no service is named ordre');
  });
});
