import { chooseCustomers } from '../../../pipeline/choose-customers';
import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { applyBatch } from '../../../pipeline/follow';
import { drainDirty } from '../../../pipeline/drain-dirty';
import { project } from '../../../pipeline/project';
import { repair } from '../../../pipeline/repair';
import { verifyRange } from '../../../pipeline/verify-range';
import { readAccounts } from '../../../target/verifications';
import { useServers } from '../../servers';
import { holdBeforeGuard } from '../intercept';
import { openShop, type TestShop } from '../open-shop';
import { followShop, type ShopStream } from './follow-shop';

const everything = { from: 0, to: 2 ** 48 - 1 };
const cutEntities = ['customer', 'customer-address', 'newsletter-subscriber', 'cart', 'promotion-usage', 'coupon-usage'] as const;

/** What a target has of the customers and of what is theirs, by Magento id. */
const held = {
  customers: 'SELECT magento_id AS id FROM banyan.magento_id_map JOIN customer.customers c ON c.id = new_uuid ORDER BY 1',
  addresses: 'SELECT magento_customer_id AS id FROM customer.customer_addresses ORDER BY 1',
  subscribers: 'SELECT magento_customer_id AS id FROM customer.newsletter_subscribers ORDER BY 1',
  carts: 'SELECT coalesce(magento_customer_id, 0) AS id FROM "order".carts ORDER BY 1',
  cartItems: `SELECT coalesce(c.magento_customer_id, 0) AS id FROM "order".cart_items i JOIN "order".carts c ON c.id = i.cart_id ORDER BY 1`,
  promotionUsages: 'SELECT magento_customer_id AS id FROM promotion.promotion_usages ORDER BY 1',
  couponUsages: 'SELECT magento_customer_id AS id FROM promotion.coupon_usages ORDER BY 1',
};

/** Everything agrees on one choice of customers: copy, stream, heal, repair, verification. */
describe.each(['mariadb', 'mysql'] as const)('customers created since a day, on %s', (source) => {
  const servers = useServers({ source });
  let shop: TestShop;
  let stream: ShopStream;
  let [bases, runs, verifications] = [0, 0, 0];

  /** A customer with something of everything that is carried along. */
  async function addOwner(id: number, created: string): Promise<void> {
    await shop.magento.query(`INSERT INTO customer_entity (entity_id, website_id, email, store_id, created_at) VALUES (?, 1, ?, 1, ?);
      INSERT INTO customer_entity_varchar (attribute_id, entity_id, value) VALUES (5, ?, 'x');
      INSERT INTO customer_address_entity (entity_id, parent_id, city, country_id, firstname, lastname, street, telephone) VALUES (?, ?, 'c', 'DE', 'f', 'l', 's', '1');
      INSERT INTO newsletter_subscriber (subscriber_id, customer_id, store_id) VALUES (?, ?, 1);
      INSERT INTO quote (entity_id, store_id, customer_id) VALUES (?, 1, ?);
      INSERT INTO quote_item (item_id, quote_id) VALUES (?, ?);
      INSERT INTO salesrule_customer (rule_customer_id, rule_id, customer_id, times_used) VALUES (?, 1, ?, 1);
      INSERT INTO salesrule_coupon_usage (coupon_id, customer_id, times_used) VALUES (1, ?, 1)`,
    [id, `c${id}@example.com`, created, id, id, id, id, id, id, id, id, id, id, id, id]);
  }

  const order = (id: number, customer: number | null): Promise<unknown> =>
    shop.magento.query('INSERT INTO sales_order (entity_id, store_id, customer_id, increment_id) VALUES (?, 1, ?, ?)', [id, customer, String(id)]);

  const review = (id: number, customer: number | null): Promise<unknown> =>
    shop.magento.query(`INSERT INTO review (review_id, entity_id, entity_pk_value, status_id) VALUES (?, 1, 1, 1);
      INSERT INTO review_detail (detail_id, review_id, store_id, title, detail, nickname, customer_id) VALUES (?, ?, 1, 't', 'd', 'n', ?)`, [id, id, id, customer]);

  const ids = async (of: keyof typeof held): Promise<number[]> => (await shop.target(held[of])).map((row) => Number(row.id));

  /** Who of a test's own people is in the target, each with all of theirs. */
  async function expectOwners(base: number, owners: readonly number[]): Promise<void> {
    const found: Record<string, number[]> = {};
    for (const of of Object.keys(held) as (keyof typeof held)[]) found[of] = (await ids(of)).filter((id) => id > base && id < base + 100).map((id) => id - base);
    expect(found).toEqual(Object.fromEntries(Object.keys(held).map((of) => [of, owners])));
  }

  async function copyAll(): Promise<void> {
    const run = `r${++runs}`;
    for (const { definition } of shop.context.entities()) {
      await copyRange(shop.context, { range: { run, entity: definition.name, ...everything }, tuning: { ...defaultTuning, chunk: 3 } });
    }
  }

  /** Seven customers, of whom five are carried. @returns what their ids are counted from. */
  async function people(): Promise<number> {
    const base = (bases += 100);
    await addOwner(base + 1, '2015-03-01 10:00:00');
    await addOwner(base + 2, '2016-03-01 10:00:00');
    await addOwner(base + 3, '2017-03-01 10:00:00');
    await addOwner(base + 4, '2018-03-01 10:00:00');
    await addOwner(base + 5, '2024-03-01 10:00:00');
    await addOwner(base + 6, '2020-01-01 00:00:00');
    await addOwner(base + 7, '2019-12-31 23:59:59');
    await order(base + 2, base + 2);
    await review(base + 3, base + 3);
    await shop.magento.query('INSERT INTO wishlist (wishlist_id, customer_id) VALUES (?, ?)', [base + 4, base + 4]);
    return base;
  }

  /** The same, carried already and with nothing left to follow. */
  async function carried(): Promise<number> {
    const base = await people();
    await stream.settle();
    await expectOwners(base, [2, 3, 4, 5, 6]);
    return base;
  }

  async function verifyAll(): Promise<{ name: string; mismatches: Record<string, unknown>[] }> {
    const name = `v${++verifications}`;
    // A row that seems to differ is looked at again once the stream has passed its label.
    const verified = new AbortController();
    const followed = (async () => {
      while (!verified.signal.aborted) await stream.settle();
    })();
    try {
      for (const { definition } of shop.context.entities()) await verifyRange(shop.context, { verification: name, entity: definition.name, ...everything, chunk: 100 });
    } finally {
      verified.abort();
      await followed;
    }
    return { name, mismatches: await shop.target('SELECT entity_type AS entity, magento_id AS key, kind, explanation FROM banyan.mismatches WHERE verification = $1 ORDER BY 1, 2', [name]) };
  }

  beforeAll(async () => {
    shop = await openShop(servers);
    await shop.magento.query(`SET time_zone = '+00:00';
      INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (5, 1, 'nick', 'varchar');
      INSERT INTO review_entity (entity_id, entity_code) VALUES (1, 'product'); INSERT INTO review_status (status_id, status_code) VALUES (1, 'Approved');
      INSERT INTO salesrule (rule_id, name) VALUES (1, 'r'); INSERT INTO salesrule_coupon (coupon_id, rule_id, code) VALUES (1, 1, 'C');
      INSERT INTO newsletter_subscriber (subscriber_id, customer_id) VALUES (90000, 0), (90001, 99999);
      INSERT INTO quote (entity_id, store_id, customer_id) VALUES (90000, 1, NULL)`);
    await shop.context.reload();
    stream = await followShop(shop);
  });
  afterAll(async () => {
    await stream?.close();
    await shop?.close();
  });

  it('the choice may change while nothing was carried, and not afterwards', async () => {
    await chooseCustomers(shop.context, '2021-01-01');
    await chooseCustomers(shop.context, undefined);
    await chooseCustomers(shop.context, '2020-01-01');
    await copyAll();
    await chooseCustomers(shop.context, '2020-01-01');
    await expect(chooseCustomers(shop.context, undefined)).rejects.toMatchObject({ failure: 'InvalidPlan', message: expect.stringContaining('begun with customers created since 2020-01-01, and this plan asks for all customers') });
    await expect(chooseCustomers(shop.context, '2021-01-01')).rejects.toMatchObject({ failure: 'InvalidPlan' });
    expect((await shop.context.cut())?.since).toBe('2020-01-01');
  });

  it('a copy carries the young and those that orders, reviews and wishlists refer to, each with what is theirs', async () => {
    const base = await people();
    await copyAll();
    await expectOwners(base, [2, 3, 4, 5, 6]);
    // Guests, and what is left of somebody who is gone, are nobody's.
    expect([await ids('subscribers'), await ids('carts')]).toEqual([expect.arrayContaining([0, 99999]), expect.arrayContaining([0])]);
    await stream.settle();
    await expectOwners(base, [2, 3, 4, 5, 6]);
  });

  it('a verification is equal, and accounts for every row of every table as carried or left out', async () => {
    const base = await carried();
    const { name, mismatches } = await verifyAll();
    expect(mismatches).toEqual([]);
    const accounts = new Map((await readAccounts(shop.context.control, name)).map((account) => [account.table, account]));
    for (const table of ['customer_entity', 'customer_entity_varchar', 'customer_address_entity', 'quote', 'quote_item', 'newsletter_subscriber', 'salesrule_customer', 'salesrule_coupon_usage']) {
      const [[row]] = (await shop.magento.query(`SELECT COUNT(*) AS n FROM ${table}`)) as unknown as [{ n: number }[]];
      const { carried, refused, leftOut } = accounts.get(table)!;
      expect({ table, rows: carried + refused + leftOut, refused, leftOut }).toEqual({ table, rows: row!.n, refused: 0, leftOut: base / 50 });
    }
    const ranges = await shop.target('SELECT entity_type AS entity, left_out AS n FROM banyan.verified_ranges WHERE verification = $1 AND left_out > 0 ORDER BY 1', [name]);
    expect(ranges).toEqual([...cutEntities].sort().map((entity) => ({ entity, n: base / 50 })));
  });

  it('a customer that is left out stays so when it changes, and one that is gone leaves its cart to nobody', async () => {
    const base = await carried();
    await shop.magento.query("UPDATE customer_entity SET firstname = 'New' WHERE entity_id = ?; UPDATE customer_address_entity SET city = 'x' WHERE entity_id = ?", [base + 1, base + 7]);
    await stream.settle();
    await expectOwners(base, [2, 3, 4, 5, 6]);
    await shop.magento.query('DELETE FROM customer_entity WHERE entity_id = ?', [base + 7]);
    await stream.settle();
    expect([(await ids('customers')).includes(base + 7), (await ids('addresses')).includes(base + 7), (await ids('carts')).includes(base + 7)]).toEqual([false, false, true]);
    expect((await verifyAll()).mismatches).toEqual([]);
  });

  it.each<[string, (customer: number) => Promise<unknown>]>([
    ['first order', (customer) => order(customer + 9, customer)],
    ['first review', (customer) => review(customer + 9, customer)],
    ['first wishlist', (customer) => shop.magento.query('INSERT INTO wishlist (wishlist_id, customer_id) VALUES (?, ?)', [customer + 9, customer])],
    ['guest order that becomes its own', async (customer) => {
      await order(customer + 9, null);
      await shop.magento.query('UPDATE sales_order SET customer_id = ? WHERE entity_id = ?', [customer, customer + 9]);
    }],
    ['new date of creation', (customer) => shop.magento.query("UPDATE customer_entity SET created_at = '2021-01-01' WHERE entity_id = ?", [customer])],
  ])('a %s brings a customer along with addresses, carts and all', async (_, happens) => {
    const base = await carried();
    await happens(base + 1);
    await stream.settle();
    await expectOwners(base, [1, 2, 3, 4, 5, 6]);
    expect((await verifyAll()).mismatches).toEqual([]);
  });

  it('one who never buys stays away, also when born with an old date', async () => {
    const base = await carried();
    await addOwner(base + 8, '2011-01-01 00:00:00');
    await addOwner(base + 9, '2025-01-01 00:00:00');
    await stream.settle();
    await expectOwners(base, [2, 3, 4, 5, 6, 9]);
    expect((await verifyAll()).mismatches).toEqual([]);
  });

  it.each<[string, string, number]>([
    ['order', 'DELETE FROM sales_order WHERE entity_id = ?', 2],
    ['review, whose details a cascade deletes', 'DELETE FROM review WHERE review_id = ?', 3],
    ['wishlist', 'DELETE FROM wishlist WHERE wishlist_id = ?', 4],
  ])('who loses the last %s leaves with all of theirs', async (_, sql, customer) => {
    const base = await carried();
    await shop.magento.query(sql, [base + customer]);
    await stream.settle();
    await expectOwners(base, [2, 3, 4, 5, 6].filter((id) => id !== customer));
    expect((await verifyAll()).mismatches).toEqual([]);
  });

  it('who loses one order of two stays', async () => {
    const base = await carried();
    await order(base + 11, base + 2);
    await stream.settle();
    await shop.magento.query('DELETE FROM sales_order WHERE entity_id = ?', [base + 2]);
    await stream.settle();
    await expectOwners(base, [2, 3, 4, 5, 6]);
  });

  it('events in any order and batches of any size come to the same', async () => {
    const base = await carried();
    await order(base + 20, base + 1);
    await order(base + 19, base + 1);
    await shop.magento.query('INSERT INTO wishlist (wishlist_id, customer_id) VALUES (?, ?)', [base + 21, base + 1]);
    await shop.magento.query('DELETE FROM sales_order WHERE entity_id = ?', [base + 20]);
    for (const batch of await stream.read()) {
      for (const change of batch.changes) await applyBatch(shop.context, stream.following, { ...batch, changes: [change] });
    }
    await stream.settle();
    await expectOwners(base, [1, 2, 3, 4, 5, 6]);
  });

  it('a chunk that read before the first order is refused after the stream has carried the customer', async () => {
    const base = await carried();
    const { context, gate } = holdBeforeGuard(shop.context);
    const chunk = project(context, { entity: 'customer', selection: { keys: [base + 1] } });
    await gate.reached;
    await order(base + 10, base + 1);
    const applied = (async () => {
      for (const batch of await stream.read()) await applyBatch(shop.context, stream.following, batch);
    })();
    await new Promise((resolve) => setTimeout(resolve, 300));
    gate.open();
    await Promise.all([chunk, applied]);
    await expectOwners(base, [1, 2, 3, 4, 5, 6]);
  });

  it('an order for somebody who has many costs no projection of their carts', async () => {
    const base = await carried();
    await order(base + 10, base + 2);
    const [batch] = await stream.read();
    const loaded: string[] = [];
    const watching = { ...shop.context, entity: (name: string) => (loaded.push(name), shop.context.entity(name)) };
    await applyBatch(watching, stream.following, batch!);
    expect(loaded).toContain('order');
    expect(loaded).not.toContain('cart');
    expect(loaded).not.toContain('customer');
    await stream.settle();
  });

  it('verification finds a customer that the cut leaves out, says so, and repair takes it away', async () => {
    const base = await carried();
    // A worker that does not know the cut.
    const careless = { ...shop.context, cut: () => Promise.resolve(undefined) };
    await project(careless, { entity: 'customer', selection: { keys: [base + 1] } });
    await project(careless, { entity: 'customer-address', selection: { keys: [base + 1] } });
    const { name, mismatches } = await verifyAll();
    const explanation = 'left out by the cut: the target may not hold it';
    expect(mismatches).toEqual([{ entity: 'customer', key: base + 1, kind: 'unexpected', explanation }, { entity: 'customer-address', key: base + 1, kind: 'unexpected', explanation }]);
    await repair(shop.context, { verification: name });
    expect((await verifyAll()).mismatches).toEqual([]);
    await expectOwners(base, [2, 3, 4, 5, 6]);
  });

  it('verification finds a customer that should have come along and did not', async () => {
    const base = await carried();
    await order(base + 10, base + 1);
    // As if the stream did not know that an order may bring somebody along.
    const forgetful = { ...shop.context, cut: () => Promise.resolve(undefined) };
    for (const batch of await stream.read()) await applyBatch(forgetful, stream.following, batch);
    await drainDirty(shop.context, { limit: 100, isPaused: () => false });
    const { name, mismatches } = await verifyAll();
    expect(mismatches.map(({ entity, key, kind }) => ({ entity, key, kind }))).toEqual(expect.arrayContaining([
      { entity: 'customer', key: base + 1, kind: 'missing' }, { entity: 'customer-address', key: base + 1, kind: 'missing' }, { entity: 'cart', key: base + 1, kind: 'missing' },
    ]));
    await repair(shop.context, { verification: name });
    await expectOwners(base, [1, 2, 3, 4, 5, 6]);
  });

  it('a truncated table takes those along whom only it kept', async () => {
    const base = await carried();
    await shop.magento.query('SET foreign_key_checks = 0; TRUNCATE sales_order; SET foreign_key_checks = 1');
    await stream.settle();
    await expectOwners(base, [3, 4, 5, 6]);
    expect((await verifyAll()).mismatches).toEqual([]);
  });
});
