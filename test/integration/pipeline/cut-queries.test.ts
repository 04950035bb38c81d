import type { RowDataPacket } from 'mysql2';
import { keepersOf } from '../../../entities/customer-cut';
import { firstKeeperSql, followersSql, leftOutSql, youngSql } from '../../../source/cut-sql';
import type { Sql } from '../../../source/selection';
import { useServers } from '../../servers';
import { openShop, type TestShop } from '../open-shop';

/** What the cut asks of the source goes over indexes, however many customers and orders there are. */
describe.each(['mariadb', 'mysql'] as const)('queries of the cut, on %s', (source) => {
  const servers = useServers({ source });
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop(servers);
    const digits = '(SELECT 0 AS d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)';
    await shop.magento.query(`SET foreign_key_checks = 0; CREATE TEMPORARY TABLE seq AS SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n FROM ${digits} a, ${digits} b, ${digits} c, ${digits} e;
      INSERT INTO customer_entity (entity_id, website_id, email, store_id, created_at) SELECT n, 1, CONCAT(n, '@example.com'), 1, '2015-01-01' FROM seq;
      INSERT INTO customer_address_entity (entity_id, parent_id, city, country_id, firstname, lastname, street, telephone) SELECT n, n, 'c', 'DE', 'f', 'l', 's', '1' FROM seq;
      INSERT INTO newsletter_subscriber (subscriber_id, customer_id) SELECT n, n FROM seq;
      INSERT INTO quote (entity_id, store_id, customer_id) SELECT n, 1, n FROM seq;
      INSERT INTO salesrule_customer (rule_customer_id, rule_id, customer_id) SELECT n, 1 + n MOD 7, n FROM seq;
      INSERT INTO salesrule_coupon_usage (coupon_id, customer_id) SELECT n, n FROM seq;
      INSERT INTO sales_order (entity_id, store_id, customer_id, increment_id) SELECT n, 1, n, n FROM seq;
      INSERT INTO review_detail (detail_id, review_id, store_id, title, detail, nickname, customer_id) SELECT n, n, 1, 't', 'd', 'n', n FROM seq;
      INSERT INTO wishlist (wishlist_id, customer_id) SELECT n, n FROM seq`);
    await shop.magento.query('ANALYZE TABLE customer_entity, customer_address_entity, newsletter_subscriber, quote, salesrule_customer, salesrule_coupon_usage, sales_order, review_detail, wishlist');
  });
  afterAll(() => shop?.close());

  async function expectIndexed({ text, values }: Sql): Promise<void> {
    const [rows] = await shop.magento.query<RowDataPacket[]>(`EXPLAIN ${text}`, [...values]);
    const scans = rows.filter((row) => row.type === 'ALL' || (row.type === 'index' && Number(row.rows) > 2000)).map((row) => ({ table: row.table as string, type: row.type as string, rows: row.rows as number }));
    expect({ text, scans }).toEqual({ text, scans: [] });
  }

  it('finds who is left out of a chunk', async () => {
    const cut = { since: '2020-01-01', keepers: keepersOf(shop.context.catalog()) };
    const asked = shop.context.entities().filter((compiled) => compiled.definition.customer && compiled.present);
    expect(asked.length).toBeGreaterThan(5);
    for (const compiled of asked) {
      const [from, to] = compiled.space.wide ? [5000 * 2 ** 27, 5200 * 2 ** 27] : [5000, 5200];
      await expectIndexed(leftOutSql(compiled, { prefix: '', cut }, { from, to }));
      await expectIndexed(leftOutSql(compiled, { prefix: '', cut }, { keys: [from, from + 1, to] }));
    }
  });

  it('finds what belongs to customers, and what keeps them', async () => {
    const keepers = keepersOf(shop.context.catalog());
    for (const compiled of shop.context.entities().filter(({ definition, present }) => definition.customer && present)) await expectIndexed(followersSql(compiled, '', [5, 17, 8000]));
    for (const keeper of keepers) await expectIndexed(firstKeeperSql(keeper, '', [5, 17, 8000]));
    await expectIndexed(youngSql({ prefix: '', cut: { since: '2020-01-01', keepers } }, [5, 17, 8000]));
  });
});
