import { stateEntity, statedEntities } from '../../pipeline/entity-states';
import { openContext } from '../../pipeline/open-context';
import { passBarrier } from '../../pipeline/pass-barrier';
import { project } from '../../pipeline/project';
import { waitForKeys } from '../../pipeline/wait-for-keys';
import { useServers } from '../servers';
import { addCustomer, addProduct, openShop, type TestShop } from './open-shop';
import { openShopDatabase, type ShopDatabase } from './shop-database';
import { eventually, runShopStream, type RunningStream } from './pipeline/run-shop-stream';

/** Something that opens once. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** The shop changes its tables under a stream that runs: mapped ones stop their entity, the rest goes on. */
describe.each(['mariadb', 'mysql'] as const)('tables of %s that change', (source) => {
  let database: ShopDatabase;
  let shop: TestShop;
  let stream: RunningStream | undefined;
  afterEach(async () => {
    await stream?.stop();
    stream = undefined;
    await shop.close();
  });
  const servers = useServers({ source });
  beforeAll(async () => void (database = await openShopDatabase(servers)));
  beforeEach(async () => {
    shop = await openShop(servers, { database });
    stream = runShopStream(shop);
    await settled();
    await addCustomer(shop, 1, 'c1@example.com');
    await addProduct(shop, 1, 'A');
    await settled();
  });

  const settled = (): Promise<number> => Promise.race([
    passBarrier(shop.context, { signal: AbortSignal.timeout(30_000), onWait: () => undefined }), stream!.ended.then(() => Promise.reject(new Error('the stream ended')))]);
  const canRead = (entity: string, key: number) => waitForKeys(shop.context, { entity, keys: [key], timeoutMs: 15_000 });
  const extraOf = async (key: number): Promise<Record<string, unknown>> => ((await shop.target(
    "SELECT c.extra FROM customer.customers c JOIN banyan.magento_id_map m ON m.new_uuid = c.id WHERE m.entity_type = 'customer' AND m.magento_id = $1", [key]))[0]?.extra ?? {}) as Record<string, unknown>;
  const said = () => shop.target('SELECT entity_type AS entity, severity, says FROM banyan.schema_changes ORDER BY id');
  const paused = (entity: string) => eventually(`the pause of ${entity}`, async () => (await statedEntities(shop.context)).find((stated) => stated.entity === entity));

  it('a new column is noted, carried, and its default reaches the rows that were there', async () => {
    await shop.magento.query("ALTER TABLE customer_entity ADD COLUMN loyalty_tier varchar(20) NOT NULL DEFAULT 'basic'");
    await settled();
    expect(await canRead('customer', 1)).toMatchObject({ passed: true });
    expect(await extraOf(1)).toMatchObject({ loyalty_tier: 'basic' });
    expect(await said()).toEqual([{ entity: 'customer', severity: 'project', says: 'column customer_entity.loyalty_tier was added; it is carried in extra' }]);
    expect(await statedEntities(shop.context)).toEqual([]);
  });

  it('a worker that knows the old tables reads them again before it copies', async () => {
    const other = await openContext(shop.config);
    try {
      await shop.magento.query('ALTER TABLE customer_entity ADD COLUMN loyalty_points int NOT NULL DEFAULT 7');
      await settled();
      await project(other, { entity: 'customer', selection: { keys: [1] } });
      expect(await extraOf(1)).toMatchObject({ loyalty_points: '7' });
      // And where the column that it would ask for is gone.
      await shop.magento.query('ALTER TABLE customer_entity DROP COLUMN loyalty_points');
      expect(await project(other, { entity: 'customer', selection: { keys: [1] } })).toMatchObject({ found: 1 });
      expect(await extraOf(1)).not.toHaveProperty('loyalty_points');
    } finally {
      await other.close();
    }
  });

  it('what was being loaded beside the change is projected again, though nobody knew of it', async () => {
    const other = await openContext(shop.config);
    try {
      await stream!.stop();
      // No event will ever tell of it.
      await shop.magento.query('SET sql_log_bin = 0');
      await addCustomer(shop, 7, 'c7@example.com');
      await shop.magento.query('SET sql_log_bin = 1');
      const [inHand, released] = [gate(), gate()];
      const copying = project(other, { entity: 'customer', selection: { keys: [7] }, also: () => (inHand.open(), released.opened) });
      await inHand.opened;
      await shop.magento.query("ALTER TABLE customer_entity ADD COLUMN loyalty_tier varchar(20) NOT NULL DEFAULT 'basic'");
      stream = runShopStream(shop);
      await eventually('the note of the change', async () => (await said()).length > 0);
      await settled();
      released.open();
      await copying;
      await eventually('the new column', async () => (await extraOf(7)).loyalty_tier === 'basic');
    } finally {
      await other.close();
    }
  });

  it('another table under a mapped name brings and takes rows that no event tells of', async () => {
    await shop.magento.query("INSERT INTO newsletter_subscriber (subscriber_id, store_id, subscriber_email) VALUES (1, 1, 'n@example.com')");
    await shop.magento.query("CREATE TABLE restored LIKE newsletter_subscriber; INSERT INTO restored (subscriber_id, store_id, subscriber_email) VALUES (9, 1, 'old@example.com')");
    await shop.magento.query('RENAME TABLE newsletter_subscriber TO away, restored TO newsletter_subscriber');
    await settled();
    const emails = async (): Promise<unknown[]> => (await shop.target('SELECT email FROM customer.newsletter_subscribers ORDER BY 1')).map(({ email }) => email);
    await eventually('the rows of the other table', async () => (await emails()).join() === 'old@example.com');
    await shop.magento.query('SET foreign_key_checks = 0; DROP TABLE newsletter_subscriber; CREATE TABLE newsletter_subscriber LIKE away; SET foreign_key_checks = 1');
    await settled();
    // A look in between found no table, and has stopped the entity.
    await stateEntity(shop.context, { entity: 'newsletter-subscriber', state: 'active', why: 'it is there' });
    await eventually('the empty table', async () => (await emails()).length === 0);
    expect((await said()).map(({ says }) => says)).toEqual(expect.arrayContaining(['table newsletter_subscriber was renamed', 'table newsletter_subscriber was dropped']));
  });

  it('an optional table that comes later is copied, and followed from then on', async () => {
    const messages = async (): Promise<unknown[]> => (await shop.target('SELECT message FROM "order".gift_messages ORDER BY 1')).map(({ message }) => message);
    const [[made]] = (await shop.magento.query('SHOW CREATE TABLE gift_message')) as unknown as [{ 'Create Table': string }[]];
    await shop.magento.query('DROP TABLE gift_message');
    await eventually('the note of the loss', async () => (await said()).some(({ says }) => says === 'table gift_message was dropped'));
    await shop.magento.query(made!['Create Table']);
    await shop.magento.query("INSERT INTO gift_message (gift_message_id, message) VALUES (1, 'before')");
    // Any look finds it.
    await shop.magento.query("INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (900, 4, 'fabric', 'varchar')");
    await eventually('the row of the new table', async () => (await messages()).join() === 'before');
    await shop.magento.query("INSERT INTO gift_message (gift_message_id, message) VALUES (2, 'later')");
    await eventually('the row that came later', async () => (await messages()).join() === 'before,later');
  });

  it('a mapped column that is renamed stops its entity only, says what to do, and goes on once it is back', async () => {
    await shop.magento.query('ALTER TABLE customer_entity CHANGE COLUMN email mail varchar(255)');
    await shop.magento.query("UPDATE customer_entity SET mail = 'new@example.com' WHERE entity_id = 1");
    const { state, why } = await paused('customer');
    expect(state).toBe('paused');
    expect(why).toContain('customer_entity.email');
    expect(why).toContain('retry customer');
    await addProduct(shop, 2, 'B');
    expect(await canRead('product', 2)).toMatchObject({ passed: true });
    // Told to go on too early it holds again, and writes nothing.
    await stateEntity(shop.context, { entity: 'customer', state: 'active', why: 'too early' });
    expect((await paused('customer')).why).toContain('email');
    expect(await shop.target('SELECT email FROM customer.customers')).toEqual([{ email: 'c1@example.com' }]);
    await shop.magento.query('ALTER TABLE customer_entity CHANGE COLUMN mail email varchar(255)');
    await settled();
    await stateEntity(shop.context, { entity: 'customer', state: 'active', why: 'set right' });
    expect(await canRead('customer', 1)).toMatchObject({ passed: true });
    expect(await shop.target('SELECT email FROM customer.customers')).toEqual([{ email: 'new@example.com' }]);
  });

  it.each([['gh-ost', '_newsletter_subscriber_gho', '_newsletter_subscriber_del'], ['pt-online-schema-change', '_newsletter_subscriber_new', '_newsletter_subscriber_old']])(
    'the swap of %s is recognised, and its new column carried', async (tool, made, old) => {
      await shop.magento.query("INSERT INTO newsletter_subscriber (subscriber_id, store_id, subscriber_email) VALUES (1, 1, 'n@example.com')");
      await settled();
      await shop.magento.query('CREATE TABLE ?? LIKE newsletter_subscriber; ALTER TABLE ?? ADD COLUMN channel int NOT NULL DEFAULT 3', [made, made]);
      await shop.magento.query('INSERT INTO ?? SELECT *, 3 FROM newsletter_subscriber; RENAME TABLE newsletter_subscriber TO ??, ?? TO newsletter_subscriber', [made, old, made]);
      await shop.magento.query("INSERT INTO newsletter_subscriber (subscriber_id, store_id, subscriber_email, channel) VALUES (2, 1, 'm@example.com', 4)");
      expect(await canRead('newsletter-subscriber', 1)).toMatchObject({ passed: true });
      expect(await canRead('newsletter-subscriber', 2)).toMatchObject({ passed: true });
      const rows = await shop.target("SELECT extra->>'channel' AS channel FROM customer.newsletter_subscribers ORDER BY 1");
      expect(rows).toEqual([{ channel: '3' }, { channel: '4' }]);
      expect((await said()).map((change) => change.says)).toEqual(expect.arrayContaining([
        'column newsletter_subscriber.channel was added; it is carried in extra', `table newsletter_subscriber was swapped by ${tool}`]));
    });

  it('another backend type of an attribute is refused with a plan', async () => {
    await shop.magento.query("UPDATE eav_attribute SET backend_type = 'text' WHERE attribute_id = 73");
    const { why } = await paused('product');
    expect(why).toContain('attribute name changed its backend type from varchar to text');
    expect(why).toContain('Plan:');
    await addCustomer(shop, 2, 'c2@example.com');
    expect(await canRead('customer', 2)).toMatchObject({ passed: true });
    await shop.magento.query("UPDATE eav_attribute SET backend_type = 'varchar' WHERE attribute_id = 73");
    await settled();
    await stateEntity(shop.context, { entity: 'product', state: 'active', why: 'set back' });
    expect(await canRead('product', 1)).toMatchObject({ passed: true });
  });

  it('a change while nobody followed is noticed at the start', async () => {
    await stream!.stop();
    await shop.magento.query('ALTER TABLE customer_entity CHANGE COLUMN email mail varchar(255), ADD COLUMN seen int');
    stream = runShopStream(shop);
    expect((await paused('customer')).why).toContain('customer_entity.email');
  });

  it('a new attribute and its values are carried under its code', async () => {
    await shop.magento.query("INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (900, 4, 'fabric', 'varchar'); INSERT INTO catalog_product_entity_varchar (attribute_id, store_id, entity_id, value) VALUES (900, 0, 1, 'linen')");
    expect(await canRead('product', 1)).toMatchObject({ passed: true });
    expect(await shop.target("SELECT attributes->>'fabric' AS fabric FROM catalog.products")).toEqual([{ fabric: 'linen' }]);
    await shop.magento.query("UPDATE eav_attribute SET attribute_code = 'cloth' WHERE attribute_id = 900");
    await settled();
    expect(await canRead('product', 1)).toMatchObject({ passed: true });
    expect(await shop.target("SELECT attributes->>'cloth' AS cloth, attributes->>'fabric' AS fabric FROM catalog.products")).toEqual([{ cloth: 'linen', fabric: null }]);
  });
});
