import { createConnection } from 'mysql2/promise';
import type { SourceDatabase } from '../../servers';
import { changesIn, imagesIn } from './images';
import { createLogShop, type LogShop } from './log-shop';
import { readToFailure } from './read-to-failure';
import { sayWhatIsLeftOut, settings, useLogServers } from './readers';

const order = (entity_id: number, increment_id: string) => ({ entity_id, increment_id });
const item = (item_id: number, order_id: number) => ({ item_id, order_id });

sayWhatIsLeftOut();

describe.each(settings)('transactions in the log of $source, read by $reader', (setting) => {
  const servers = useLogServers(setting);
  let source: SourceDatabase;
  let shop: LogShop;
  beforeEach(async () => {
    source = await servers.createSourceDatabase();
    shop = await createLogShop(source, servers.stack().debezium);
  });
  afterEach(() => shop.close());

  it('show a child that moves to another root with the old root and the new, and keys that change', async () => {
    const stream = await shop.open();
    await shop.sql("INSERT INTO m2_sales_order_item VALUES (1, 10, 's'), (2, 10, 't')", 'UPDATE m2_sales_order_item SET order_id = 4294967295 WHERE item_id = 1',
      'UPDATE m2_sales_order_item SET item_id = 18446744073709551615, order_id = 11 WHERE item_id = 2', "INSERT INTO m2_sales_order_item VALUES (1, 12, 'u') ON DUPLICATE KEY UPDATE order_id = 13");
    const table = 'sales_order_item';
    expect(imagesIn(await shop.readOn(stream))).toEqual([
      { table, is: item(1, 10) }, { table, is: item(2, 10) },
      { table, was: item(1, 10) }, { table, is: item(1, 4294967295) },
      { table, was: item(2, 10) }, { table, is: { item_id: '18446744073709551615', order_id: 11 } },
      { table, was: item(1, 4294967295) }, { table, is: item(1, 13) },
    ]);
  });

  it('tell the root of a cascade only: its children leave the table without a word', async () => {
    await shop.sql('ALTER TABLE m2_sales_order_item ADD FOREIGN KEY (order_id) REFERENCES m2_sales_order (entity_id) ON DELETE CASCADE',
      "INSERT INTO m2_sales_order VALUES (1, 'a', 1, ''), (2, 'b', 1, '')", "INSERT INTO m2_sales_order_item VALUES (1, 1, 's'), (2, 1, 't'), (3, 2, 'u')");
    const stream = await shop.open();
    await shop.sql('DELETE FROM m2_sales_order WHERE entity_id = 1', "UPDATE m2_sales_order_item SET sku = 'v'");
    expect(imagesIn(await shop.readOn(stream))).toEqual([
      { table: 'sales_order', was: order(1, 'a') }, { table: 'sales_order_item', was: item(3, 2) }, { table: 'sales_order_item', is: item(3, 2) },
    ]);
  });

  it('come whole from the file in which they end, when the log goes over to the next while they run', async () => {
    const stream = await shop.open();
    const { host, port, database, rootUser: user, rootPassword: password } = source;
    const session = await createConnection({ host, port, database, user, password });
    await session.query('START TRANSACTION');
    await session.query("INSERT INTO m2_sales_order VALUES (1, 'a', 1, '')");
    await shop.sql('FLUSH BINARY LOGS', "INSERT INTO m2_sales_order VALUES (2, 'b', 1, '')", 'FLUSH BINARY LOGS');
    await session.query("INSERT INTO m2_sales_order_item VALUES (1, 1, 's')");
    await session.query('COMMIT');
    await session.end();
    const batches = await shop.readOn(stream);
    const expected = [{ table: 'sales_order', is: order(2, 'b') }, { table: 'sales_order', is: order(1, 'a') }, { table: 'sales_order_item', is: item(1, 1) }];
    expect(imagesIn(batches)).toEqual(expected);
    await stream.close();
    const again = await shop.open(stream.start);
    expect(imagesIn(await shop.readOn(again))).toEqual(expected);
  });

  it('are refused where they leave out what is needed, and read where they do not (binlog_row_image = MINIMAL)', async () => {
    const minimal = async (...statements: readonly string[]): Promise<void> => shop.sql('SET SESSION binlog_row_image = MINIMAL', ...statements, 'SET SESSION binlog_row_image = FULL');
    const stream = await shop.open();
    await minimal("INSERT INTO m2_sales_order VALUES (1, 'a', 1, 'n')");
    expect(imagesIn(await shop.readOn(stream))).toEqual([{ table: 'sales_order', is: order(1, 'a') }]);
    await minimal('DELETE FROM m2_sales_order');
    await expect(shop.readOn(stream)).rejects.toMatchObject({ failure: 'InvalidInput', message: expect.stringContaining('binlog_row_image=FULL') });
  });

  it.each([
    ['INSERT', "INSERT INTO m2_sales_order_item VALUES (7, 1, 'secret')"],
    ['DELETE', "DELETE FROM m2_sales_order WHERE note = 'secret'"],
  ])('refuse %s that was written as a statement, after everything before it', async (verb, statement) => {
    const stream = await shop.open();
    await shop.sql("INSERT INTO m2_sales_order VALUES (1, 'a', 1, '')", 'SET SESSION binlog_format = STATEMENT', statement, 'SET SESSION binlog_format = ROW');
    const { batches, error } = await readToFailure(stream);
    expect(imagesIn(batches)).toEqual([{ table: 'sales_order', is: order(1, 'a') }]);
    expect(error).toMatchObject({ failure: 'InvalidInput', message: expect.stringMatching(new RegExp(`holds a ${verb} of the shop as a statement.*binlog_format=ROW`)) });
    expect((error as Error).message).not.toContain('secret');
  });

  it('refuse LOAD DATA that was written as a statement', async () => {
    const stream = await shop.open();
    await shop.sql('SET SESSION binlog_format = STATEMENT');
    await shop.loadData('m2_sales_order', '1\ta\t1\tsecret\n');
    await shop.sql('SET SESSION binlog_format = ROW');
    await expect(shop.readOn(stream)).rejects.toMatchObject({ failure: 'InvalidInput', message: expect.stringContaining('LOAD DATA') });
  });

  it('pass over LOAD DATA of another database', async () => {
    const other = await createLogShop(await servers.createSourceDatabase());
    try {
      const stream = await shop.open();
      await other.sql('SET SESSION binlog_format = STATEMENT');
      await other.loadData('m2_sales_order', '1\ta\t1\tsecret\n');
      await shop.sql("INSERT INTO m2_sales_order VALUES (2, 'b', 1, '')");
      expect(imagesIn(await shop.readOn(stream))).toEqual([{ table: 'sales_order', is: order(2, 'b') }]);
    } finally {
      await other.close();
    }
  });
});

const rows = 500_000;

describe.each(settings.filter(({ gtid }) => gtid))(`a transaction of ${rows} rows in the log of $source, read by $reader`, (setting) => {
  const servers = useLogServers(setting);
  let shop: LogShop;
  beforeAll(async () => void (shop = await createLogShop(await servers.createSourceDatabase(), servers.stack().debezium)));
  afterAll(() => shop.close());

  it('comes complete, in bounded batches that keep the token of its start', async () => {
    const maxRows = 5000;
    await shop.sql('CREATE TABLE m2_many (item_id bigint unsigned NOT NULL PRIMARY KEY, order_id int unsigned NOT NULL)');
    const stream = await shop.open(undefined, { maxRows, wanted: new Map([['many', ['item_id', 'order_id']]]) });
    await shop.sql('SET @n = 0', `INSERT INTO m2_many SELECT @n := @n + 1, @n DIV 10 FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b, information_schema.COLLATIONS c LIMIT ${rows}`);
    const batches = await shop.readOn(stream);
    const parts = batches.filter((batch) => batch.changes.length > 0);
    expect(changesIn(parts)).toHaveLength(rows);
    expect(new Set(changesIn(parts).map(({ after }) => after!.item_id)).size).toBe(rows);
    expect(Math.max(...parts.map((batch) => batch.changes.length))).toBe(maxRows);
    const tokens = new Set(parts.map((batch) => JSON.stringify(batch.token)));
    // All parts but the last lie before the transaction's end.
    expect(tokens.size).toBeLessThanOrEqual(2);
  });
});
