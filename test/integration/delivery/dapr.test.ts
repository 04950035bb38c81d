import { setTimeout } from 'node:timers/promises';
import { checkGate } from '../../../activities/gate-checks';
import { verdictOn } from '../../../activities/verdict-on';
import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { announceKeys } from '../../../pipeline/delivery/announce-keys';
import { stateEntity, statedEntities } from '../../../pipeline/entity-states';
import { forgetPosition } from '../../../pipeline/gaps';
import { discardDeadLetters, listDeadLetters, replayDeadLetters } from '../../../pipeline/review-dead-letters';
import { verifyRange } from '../../../pipeline/verify-range';
import { waitForKeys } from '../../../pipeline/wait-for-keys';
import { labelJump } from '../../../source/label';
import { useServers } from '../../servers';
import { addCustomer } from '../open-shop';
import { purgeLogs } from '../purge-logs';
import { askRedis } from './ask-redis';
import { openDaprShop, type DaprShop } from './dapr-shop';

/** Changes over a real sidecar, real Redis Streams and a subscriber in a process of its own; each may die. */
const servers = useServers({ own: true, parts: ['source', 'target', 'redis', 'dapr'] });
/** Ends before the servers do. */
describe('delivery over Dapr', () => {
  let dapr: DaprShop;
  let following: ReturnType<DaprShop['follow']>;
  let lastId = 0;

  beforeAll(async () => {
    dapr = await openDaprShop(servers);
    following = dapr.follow();
    await until('the subscriber', async () => ((await askRedis(redis(), 'EXISTS', 'migration.customer.changed')) === ':1' ? true : undefined));
  });
  afterAll(async () => {
    await following.stop();
    await dapr.close();
  });

  const redis = () => servers.stack().redis!;
  const rows = (sql: string, values?: readonly unknown[]) => dapr.shop.target(sql, values);
  const count = async (sql: string): Promise<number> => Number((await rows(sql))[0]!.n);

  async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + 60_000; ;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await setTimeout(50);
    }
  }

  /** Adds customers and changes and deletes some of them. @returns the ids that stay. */
  async function shopFor(customers: number): Promise<number[]> {
    const ids = Array.from({ length: customers }, () => ++lastId);
    for (const id of ids) await addCustomer(dapr.shop, id, `c${id}@example.com`);
    await dapr.shop.magento.query('UPDATE customer_entity SET firstname = ? WHERE entity_id IN (?)', [`tab\there "quoted" \\ ${lastId}`, ids.slice(0, customers / 2)]);
    await dapr.shop.magento.query('DELETE FROM customer_entity WHERE entity_id IN (?)', [ids.slice(-2)]);
    return ids.slice(0, -2);
  }

  async function proveAllThere(): Promise<void> {
    await dapr.settled();
    expect(await statedEntities(dapr.shop.context)).toEqual([]);
    const [[{ n }]] = (await dapr.shop.magento.query('SELECT count(*) AS n FROM customer_entity')) as unknown as [[{ n: number }]];
    expect(await count('SELECT count(*) AS n FROM customer.customers')).toBe(n);
    expect(await dapr.proveEqual('customer')).toBeGreaterThanOrEqual(n);
  }

  const letterCheck = async (entities: readonly string[]) =>
    (await checkGate(dapr.shop.context, { gate: 'catchUp', entities, maxLagMs: 60_000 })).find(({ name }) => name === 'deadLetters');

  test('changes come through, byte for byte, and only over the broker', async () => {
    await shopFor(60);
    await proveAllThere();
    expect(Number((await askRedis(redis(), 'XLEN', 'migration.customer.changed')).slice(1))).toBeGreaterThanOrEqual(60);
  });

  test('events that come twice, late and out of order change nothing', async () => {
    const [id] = await shopFor(4);
    await dapr.settled();
    const late: object[] = [];
    await announceKeys(dapr.shop.context, { publish: async (_topic, events) => void late.push(...events) }, { entity: 'customer', keys: [id!], trace: '' });
    await dapr.shop.magento.query("UPDATE customer_entity SET firstname = 'newest' WHERE entity_id = ?", [id]);
    await dapr.settled();
    const [{ label }] = (await rows("SELECT label FROM banyan.magento_id_map WHERE entity_type = 'customer' AND magento_id = $1", [id])) as [{ label: number }];
    await dapr.publisher.publish('migration.customer.changed', [...late, ...late]);
    // What is sent after them is taken after them or with them.
    await shopFor(4);
    await proveAllThere();
    await setTimeout(500);
    expect(await rows("SELECT label FROM banyan.magento_id_map WHERE entity_type = 'customer' AND magento_id = $1", [id])).toEqual([{ label }]);
    expect(await rows(`SELECT first_name FROM customer.customers AS own JOIN banyan.magento_id_map AS map ON map.new_uuid = own.id
      WHERE entity_type = 'customer' AND magento_id = $1`, [id])).toEqual([{ first_name: 'newest' }]);
  });

  test('two customers who swap e-mails both get through', async () => {
    const [one, other] = await shopFor(6);
    await dapr.settled();
    await dapr.shop.magento.query("UPDATE customer_entity SET email = 'aside@example.com' WHERE entity_id = ?", [one]);
    await dapr.shop.magento.query('UPDATE customer_entity SET email = ? WHERE entity_id = ?', [`c${one}@example.com`, other]);
    await dapr.shop.magento.query('UPDATE customer_entity SET email = ? WHERE entity_id = ?', [`c${other}@example.com`, one]);
    await proveAllThere();
  });

  test('what fails for good becomes a dead letter after three retries, stops nobody, and can be replayed', async () => {
    await rows("ALTER TABLE customer.customers ADD CONSTRAINT not_poisoned CHECK (email <> 'poison@example.com')");
    const id = ++lastId;
    await addCustomer(dapr.shop, id, 'poison@example.com');
    const others = await shopFor(20);
    await dapr.settled();
    expect(await count(`SELECT count(*) AS n FROM banyan.magento_id_map WHERE entity_type = 'customer' AND magento_id IN (${others.join()}) AND NOT gone`)).toBe(others.length);
    const [letter] = await listDeadLetters(dapr.shop.context, { limit: 10 });
    expect(letter).toMatchObject({ entity: 'customer', key: id, attempts: 4, error: 'SQLSTATE 23514 at table customers, constraint not_poisoned' });
    // Exponential: 200, 400 and 800 ms.
    expect(letter!.lastSeen.getTime() - letter!.firstSeen.getTime()).toBeGreaterThanOrEqual(1400);
    expect(await askRedis(redis(), 'XLEN', 'migration.dlq')).toBe(':1');
    expect(await letterCheck(['customer'])).toEqual({ name: 'deadLetters', verdict: 'fail', detail: 'dead letters: customer 1; replay them, or discard them with a reason' });
    expect(await letterCheck(['order'])).toMatchObject({ verdict: 'pass' });

    expect(await replayDeadLetters(dapr.shop.context, {})).toMatchObject({ replayed: 0, failures: [{ entity: 'customer', key: id }] });
    await rows('ALTER TABLE customer.customers DROP CONSTRAINT not_poisoned');
    expect(await replayDeadLetters(dapr.shop.context, { entity: 'customer' })).toEqual({ replayed: 1, unreadable: 0, failures: [] });
    expect(await letterCheck(['customer'])).toMatchObject({ verdict: 'pass' });
    expect(await listDeadLetters(dapr.shop.context, { limit: 10 })).toEqual([]);
    await proveAllThere();
  });

  test('what changes all the time and always fails comes to an end too, and is never said to be carried', async () => {
    const [id] = await shopFor(4);
    await dapr.settled();
    const { context } = dapr.shop;
    expect(await waitForKeys(context, { entity: 'customer', keys: [id!], timeoutMs: 10_000 })).toMatchObject({ passed: true });
    await rows("ALTER TABLE customer.customers ADD CONSTRAINT calm CHECK (email NOT LIKE 'restless%')");
    let changes = 0;
    await until('the dead letter', async () => {
      await dapr.shop.magento.query('UPDATE customer_entity SET email = ? WHERE entity_id = ?', [`restless${++changes}@example.com`, id]);
      return (await listDeadLetters(context, { limit: 10 }))[0];
    });
    expect(changes).toBeGreaterThan(5);
    await dapr.settled();
    expect(await waitForKeys(context, { entity: 'customer', keys: [id!], timeoutMs: 1000 })).toMatchObject({ passed: false });
    await rows('ALTER TABLE customer.customers DROP CONSTRAINT calm');
    expect(await replayDeadLetters(context, { entity: 'customer', key: id! })).toMatchObject({ replayed: 1 });
    expect(await waitForKeys(context, { entity: 'customer', keys: [id!], timeoutMs: 10_000 })).toMatchObject({ passed: true });
    await proveAllThere();
  });

  test('what is no event at all is a dead letter, and is discarded for a reason that the audit keeps', async () => {
    await dapr.publisher.publish('migration.customer.changed', [{ specversion: '1.0', id: 'x', source: 'somebody', type: 'else', data: { email: 'secret@example.com' } }]);
    const letter = await until('the dead letter', async () => (await listDeadLetters(dapr.shop.context, { limit: 10 }))[0]);
    expect(letter).toMatchObject({ entity: 'customer', key: -1, error: 'the message is not a change event' });
    expect(await replayDeadLetters(dapr.shop.context, {})).toEqual({ replayed: 0, unreadable: 1, failures: [] });
    await expect(discardDeadLetters(dapr.shop.context, { who: 'ann', because: ' ', run: '-' })).rejects.toThrow('reason');
    expect(await discardDeadLetters(dapr.shop.context, { who: 'ann', because: 'a test', run: '-', entity: 'customer', key: -1 })).toBe(1);
    expect(await rows("SELECT who, why FROM banyan.audit WHERE action = 'discard dead letters'")).toEqual([{ who: 'ann', why: 'a test' }]);
    expect(await letterCheck(['customer'])).toMatchObject({ verdict: 'pass' });
    await shopFor(4);
    await proveAllThere();
  });

  test('Redis forgets everything while nobody takes events, and nothing is lost', async () => {
    await dapr.subscriber.kill();
    await shopFor(40);
    await until('events nobody took', async () => (await askRedis(redis(), 'XLEN', 'migration.customer.changed') !== ':0' ? true : undefined));
    expect(await askRedis(redis(), 'FLUSHALL')).toBe('+OK');
    dapr.subscriber.start();
    await shopFor(10);
    await proveAllThere();
  });

  test('the subscriber dies in the midst of events, and nothing is lost', async () => {
    const shopping = shopFor(120);
    await setTimeout(300);
    await dapr.subscriber.kill();
    await shopping;
    dapr.subscriber.start();
    await proveAllThere();
  });

  test('the sidecar dies in the midst of events, and nothing is lost', async () => {
    const shopping = shopFor(120);
    await setTimeout(300);
    await servers.stack().dapr!.control.kill();
    await shopping;
    await servers.stack().dapr!.control.start();
    await proveAllThere();
  });

  test('the publisher ends with events under way, and its successor sends them again', async () => {
    await dapr.subscriber.kill();
    await shopFor(40);
    await following.stop();
    expect(await askRedis(redis(), 'FLUSHALL')).toBe('+OK');
    dapr.subscriber.start();
    following = dapr.follow();
    await proveAllThere();
  });

  test('the publisher is killed and Redis forgets everything between publishing and settling, and nothing is lost', async () => {
    await dapr.subscriber.kill();
    await following.stop();
    const doomed = dapr.startPublisher();
    await dapr.settled();
    expect(await askRedis(redis(), 'FLUSHALL')).toBe('+OK');
    const ids = await shopFor(40);
    await until('the events of all', async () => (Number((await askRedis(redis(), 'XLEN', 'migration.customer.changed')).slice(1)) >= ids.length ? true : undefined));
    await doomed.kill();
    expect(await askRedis(redis(), 'FLUSHALL')).toBe('+OK');
    // None of it had been settled, and nobody is left who remembers it.
    expect(await count(`SELECT count(*) AS n FROM banyan.magento_id_map WHERE entity_type = 'customer' AND magento_id IN (${ids.join()})`)).toBe(0);
    dapr.subscriber.start();
    following = dapr.follow();
    await proveAllThere();
  });

  test('a column that comes while events of the old table are under way reaches every row', async () => {
    await dapr.subscriber.kill();
    await shopFor(20);
    await until('events nobody took', async () => (await askRedis(redis(), 'XLEN', 'migration.customer.changed') !== ':0' ? true : undefined));
    await dapr.shop.magento.query("ALTER TABLE customer_entity ADD COLUMN loyalty_tier varchar(20) NOT NULL DEFAULT 'basic'");
    await shopFor(20);
    dapr.subscriber.start();
    await proveAllThere();
    await until('the healing', async () => ((await count('SELECT count(*) AS n FROM banyan.heals')) === 0 ? true : undefined));
    expect(await count("SELECT count(*) AS n FROM customer.customers WHERE extra->>'loyalty_tier' IS DISTINCT FROM 'basic'")).toBe(0);
  });

  test('a mapped column that is renamed stops its entity only, and nothing is lost when it goes on', async () => {
    const { shop } = dapr;
    await shop.magento.query('ALTER TABLE customer_entity CHANGE COLUMN email mail varchar(255)');
    const [stopped] = await until('the pause', async () => ((await statedEntities(shop.context)).length > 0 ? statedEntities(shop.context) : undefined));
    expect(stopped).toMatchObject({ entity: 'customer', state: 'paused', why: expect.stringContaining('customer_entity.email') });
    await shop.magento.query("INSERT INTO customer_entity (entity_id, website_id, mail, store_id) VALUES (?, 1, 'later@example.com', 1)", [++lastId]);
    await shop.magento.query("INSERT INTO newsletter_subscriber (subscriber_id, store_id, subscriber_email) VALUES (1, 1, 'n@example.com')");
    await dapr.settled();
    expect(await rows('SELECT email FROM customer.newsletter_subscribers')).toEqual([{ email: 'n@example.com' }]);
    expect(await count("SELECT count(*) AS n FROM customer.customers WHERE email = 'later@example.com' OR email IS NULL")).toBe(0);
    await shop.magento.query('ALTER TABLE customer_entity CHANGE COLUMN mail email varchar(255)');
    await dapr.settled();
    await stateEntity(shop.context, { entity: 'customer', state: 'active', why: 'set right' });
    await until('the keys that waited', async () => ((await count("SELECT count(*) AS n FROM banyan.dirty_keys WHERE entity_type = 'customer'")) === 0 ? true : undefined));
    await proveAllThere();
    expect(await count("SELECT count(*) AS n FROM customer.customers WHERE email = 'later@example.com'")).toBe(1);
  });

  test('a lost position is a gap here too: it blocks the gate, and events from before it win nothing', async () => {
    const { shop } = dapr;
    await dapr.subscriber.kill();
    const [id] = await shopFor(10);
    await until('events nobody took', async () => (await askRedis(redis(), 'XLEN', 'migration.customer.changed') !== ':0' ? true : undefined));
    await following.stop();
    await shop.magento.query("UPDATE customer_entity SET firstname = 'in the gap' WHERE entity_id = ?", [id]);
    await purgeLogs(shop.magento);
    await expect(dapr.follow().ended).rejects.toMatchObject({ failure: 'PositionLost' });
    const gaps = async () => (await checkGate(shop.context, { gate: 'verify', entities: ['customer'], maxLagMs: 60_000 })).find(({ name }) => name === 'gaps');
    expect(await gaps()).toMatchObject({ verdict: 'fail' });
    await forgetPosition(shop.context);
    following = dapr.follow();
    dapr.subscriber.start();
    await dapr.settled();
    await copyRange(shop.context, { range: { run: 'again', entity: 'customer', from: 0, to: 2 ** 48 - 1 }, tuning: defaultTuning });
    await proveAllThere();
    expect(await rows(`SELECT first_name FROM customer.customers AS own JOIN banyan.magento_id_map AS map ON map.new_uuid = own.id
      WHERE entity_type = 'customer' AND magento_id = $1`, [id])).toEqual([{ first_name: 'in the gap' }]);
    expect(await count("SELECT min(label) AS n FROM banyan.magento_id_map WHERE entity_type = 'customer' AND NOT gone")).toBeGreaterThan(labelJump);
    expect(await gaps()).toMatchObject({ verdict: 'fail' });
    await verifyRange(shop.context, { verification: 'after', entity: 'customer', from: 0, to: 2 ** 48 - 1, chunk: 500 });
    expect(await verdictOn(shop.context, 'after', ['customer'])).toMatchObject({ green: true });
    expect(await gaps()).toMatchObject({ verdict: 'pass' });
  });
});
