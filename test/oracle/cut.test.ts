import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { parseConfig } from '../../contracts/config';
import type { OracleFinding } from '../../scripts/oracle/oracle';
import { runOracle } from '../../scripts/oracle/run-oracle';
import { seedShop } from '../../scripts/seed/seed-shop';
import { useServers, type SourceDatabase, type TargetDatabase } from '../servers';
import { migrateShop } from './migrated-shop';

const since = '2020-01-01';

/** What the oracle holds against any migration of this shop; see `oracle.test.ts`. */
const isKnown = ({ table, what }: OracleFinding): boolean => table === 'rating_option_vote' && what === 'orphans';

describe('the oracle on a run with a cut', () => {
  const servers = useServers();
  let source: SourceDatabase;
  let target: TargetDatabase;

  beforeAll(async () => {
    source = await servers.createSourceDatabase();
    target = await servers.createTargetDatabase();
    const { host, port, rootUser, rootPassword, database } = source;
    await seedShop({ host, port, user: rootUser, password: rootPassword, database }, { customers: 60, products: 40, orders: 60, commerce: true });
    const shop = await createConnection({ host, port, user: rootUser, password: rootPassword, database, multipleStatements: true });
    // Three who bought nothing, with an address, a subscription, a cart and points that have moved.
    for (const id of [90_001, 90_002, 90_003]) {
      await shop.query(`SET sql_mode = ''; INSERT INTO customer_entity (entity_id, website_id, email, store_id, created_at) VALUES (?, 1, ?, 1, '2014-05-01');
        INSERT INTO customer_address_entity (entity_id, parent_id, city, country_id, firstname, lastname, street, telephone) VALUES (?, ?, 'c', 'DE', 'f', 'l', 's', '1');
        INSERT INTO newsletter_subscriber (subscriber_id, customer_id, store_id) VALUES (?, ?, 1);
        INSERT INTO quote (entity_id, store_id, customer_id) VALUES (?, 1, ?); INSERT INTO quote_item (item_id, quote_id) VALUES (?, ?);
        INSERT INTO magento_reward (reward_id, customer_id, website_id, points_balance) VALUES (?, ?, 1, 5);
        INSERT INTO magento_reward_history (history_id, reward_id, website_id, store_id) VALUES (?, ?, 1, 1)`,
      [id, `old${id}@example.com`, id, id, id, id, id, id, id, id, id, id, id, id]);
    }
    await shop.end();
    await migrateShop(parseConfig({
      BANYAN_SOURCE_URL: `mysql://${source.user}@${host}:${port}/${database}`, BANYAN_SOURCE_PASSWORD: source.password,
      BANYAN_TARGET_URL: `postgres://${target.user}@${target.host}:${target.port}/${target.database}`, BANYAN_TARGET_PASSWORD: target.password,
    }), since);
  });

  const judged = async (customersSince?: string): Promise<{ findings: OracleFinding[]; leftOut: Readonly<Record<string, string>> }> => {
    let leftOut: Readonly<Record<string, string>> = {};
    const findings = await runOracle(source, target, { lagMs: 0, customersSince, onLeftOut: (rows) => { leftOut = rows; } });
    return { findings: findings.filter((finding) => !isKnown(finding)), leftOut };
  };

  test('finds everything equal that the cut lets through, and counts the rest', async () => {
    const { findings, leftOut } = await judged(since);
    expect(findings.map(({ table, what, differences }) => ({ table, what, differences }))).toEqual([]);
    for (const table of ['customer_entity', 'customer_address_entity', 'newsletter_subscriber', 'quote', 'magento_reward', 'magento_reward_history']) {
      expect([table, Number(leftOut[table]) >= 3]).toEqual([table, true]);
    }
  });

  test('does not take a cut for granted that it was not told of', async () => {
    const { findings } = await judged();
    expect(findings.filter(({ what }) => what === 'rows').map(({ table }) => table)).toEqual(expect.arrayContaining(['customer_entity → customer.customers', 'quote → order.carts']));
  });

  test('finds a row of somebody who is left out', async () => {
    const client = new Client(target);
    await client.connect();
    try {
      // 90001 in the first 48 bits, as every id of that customer would have it.
      await client.query("INSERT INTO customer.customers (id, email, source) VALUES ('00000001-5f91-8000-8000-000000000001', 'old90001@example.com', 'magento')");
    } finally {
      await client.end();
    }
    const { findings } = await judged(since);
    expect(findings.find(({ table, what }) => table === 'customer_entity → customer.customers' && what === 'rows')).toMatchObject({ keys: ['90001'] });
  });
});
