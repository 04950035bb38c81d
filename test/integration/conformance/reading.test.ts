import { isDeepStrictEqual } from 'node:util';
import type { ChangeBatch } from '../../../source/change-source';
import { changesIn, imagesIn } from './images';
import { sayWhatIsLeftOut, settings, useLogServers } from './readers';
import { createLogShop, type LogShop } from './log-shop';
import { readToFailure } from './read-to-failure';

const schemaChangesIn = (batches: readonly ChangeBatch[]) => batches.flatMap((batch) => batch.schemaChanges);
const order = (entity_id: number, increment_id: string | null = null) => ({ entity_id, increment_id });

sayWhatIsLeftOut();

describe.each(settings)('the log of $source, read by $reader', (setting) => {
  const servers = useLogServers(setting);
  let shop: LogShop;
  beforeEach(async () => void (shop = await createLogShop(await servers.createSourceDatabase(), servers.stack().debezium)));
  afterEach(() => shop.close());

  it('shows inserts, updates, deletes and REPLACE with both images and wanted columns only', async () => {
    const stream = await shop.open();
    await shop.sql(
      "INSERT INTO m2_sales_order VALUES (1, '001', 12.3400, 'x'), (2, NULL, NULL, NULL)",
      "UPDATE m2_sales_order SET increment_id = '002' WHERE entity_id = 2",
      'UPDATE m2_sales_order SET entity_id = 7 WHERE entity_id = 1',
      "REPLACE INTO m2_sales_order VALUES (2, '003', 1, 'y')",
      'DELETE FROM m2_sales_order WHERE entity_id = 7',
      'INSERT INTO m2_cron_schedule VALUES (1, 1)',
    );
    const table = 'sales_order';
    expect(imagesIn(await shop.readOn(stream))).toEqual([
      { table, is: order(1, '001') }, { table, is: order(2) },
      { table, was: order(2) }, { table, is: order(2, '002') },
      { table, was: order(1, '001') }, { table, is: order(7, '001') },
      { table, was: order(2, '002') }, { table, is: order(2, '003') },
      { table, was: order(7, '001') },
    ]);
  });

  it('keeps BIGINT UNSIGNED exact', async () => {
    const stream = await shop.open();
    await shop.sql("INSERT INTO m2_sales_order_item VALUES (18446744073709551615, 4294967295, 'a'), (9007199254740993, 1, 'b'), (5, 1, 'c')");
    expect(changesIn(await shop.readOn(stream)).map((change) => change.after)).toEqual([
      { item_id: '18446744073709551615', order_id: 4294967295 }, { item_id: '9007199254740993', order_id: 1 }, { item_id: 5, order_id: 1 },
    ]);
  });

  it('keeps a transaction over several tables together and in order', async () => {
    const stream = await shop.open();
    await shop.sql('START TRANSACTION', "INSERT INTO m2_sales_order VALUES (1, 'a', 1, '')", "INSERT INTO m2_sales_order_item VALUES (1, 1, 's'), (2, 1, 't')",
      "UPDATE m2_sales_order SET increment_id = 'b'", 'COMMIT', 'START TRANSACTION', "INSERT INTO m2_sales_order VALUES (9, 'no', 1, '')", 'ROLLBACK');
    const batches = await shop.readOn(stream);
    expect(batches.filter((batch) => batch.changes.length > 0)).toHaveLength(1);
    expect(changesIn(batches).map((change) => change.table)).toEqual(['sales_order', 'sales_order_item', 'sales_order_item', 'sales_order']);
  });

  it('brings barrier and heartbeat, and moves the token for rows that nobody wants', async () => {
    const stream = await shop.open(undefined, { maxMs: 0 });
    await shop.sql('INSERT INTO m2_cron_schedule VALUES (1, 1)');
    let moved = (await stream.next())!;
    while (isDeepStrictEqual(moved.token, stream.start)) moved = (await stream.next())!;
    expect(moved).toMatchObject({ changes: [], schemaChanges: [] });
    // Another one each time: a row that is replaced by the same is no change. Others beat on this server too.
    const beat = `2026-03-04 05:06:07.${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`;
    await shop.sql(`REPLACE INTO banyan.heartbeat VALUES (1, '${beat}')`);
    const batches = await shop.readOn(stream);
    expect(batches.map((batch) => batch.heartbeat)).toContain(beat);
  });

  it('reads on over a rotation, and resumes from each token without loss or repetition', async () => {
    const stream = await shop.open(undefined, { maxMs: 0 });
    for (let id = 1; id <= 4; id += 1) await shop.sql(`INSERT INTO m2_sales_order VALUES (${id}, 'a', 1, '')`, 'FLUSH BINARY LOGS');
    const batches = await shop.readOn(stream);
    expect(changesIn(batches).map((change) => change.after!.entity_id)).toEqual([1, 2, 3, 4]);
    await stream.close();
    // Those between rows; others lie beside them.
    for (const at of [-1, ...batches.keys()].filter((at) => at < 0 || batches[at]!.changes.length > 0)) {
      const again = await shop.open(batches[at]?.token ?? stream.start);
      expect(changesIn(await shop.readOn(again))).toEqual(changesIn(batches.slice(at + 1)));
      await again.close();
    }
  });

  it('delivers a large transaction in bounded batches with the token of its start', async () => {
    const stream = await shop.open(undefined, { maxRows: 2000 });
    await shop.sql("INSERT INTO m2_sales_order VALUES (60000, 'first', 1, '')", 'SET @n = 0',
      "INSERT INTO m2_sales_order SELECT @n := @n + 1, 'x', 1, REPEAT('n', 50) FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b, information_schema.COLLATIONS c LIMIT 50000");
    const batches = await shop.readOn(stream);
    expect(changesIn(batches)).toHaveLength(50_001);
    expect(Math.max(...batches.map((batch) => batch.changes.length))).toBe(2000);
    const parts = batches.filter((batch) => batch.changes.length === 2000);
    const [first, ...rest] = parts.slice(0, -1);
    for (const part of rest) expect(part.token).toEqual(first!.token);
    await stream.close();
    const again = await shop.open(first!.token, { maxRows: 2000 });
    expect(changesIn(await shop.readOn(again))).toHaveLength(50_000);
  });

  it('reports ALTER, TRUNCATE, RENAME and DROP of wanted tables, and reads on with the new columns', async () => {
    const stream = await shop.open();
    await shop.sql("INSERT INTO m2_sales_order VALUES (1, 'a', 1, '')", 'ALTER TABLE m2_sales_order ADD COLUMN extra varchar(9) FIRST', "INSERT INTO m2_sales_order VALUES ('e', 2, 'b', 1, '')",
      'TRUNCATE m2_sales_order_item', 'ALTER TABLE m2_cron_schedule ADD w int', 'CREATE TABLE _gho LIKE m2_sales_order',
      'RENAME TABLE m2_sales_order TO _del, _gho TO m2_sales_order', "INSERT INTO m2_sales_order VALUES ('e', 3, 'c', 1, '')", 'DROP TABLE m2_sales_order_item');
    const batches = await shop.readOn(stream);
    expect(changesIn(batches).map((change) => change.after)).toEqual([order(1, 'a'), order(2, 'b'), order(3, 'c')]);
    expect(schemaChangesIn(batches)).toEqual([
      { table: 'sales_order', kind: 'altered' }, { table: 'sales_order_item', kind: 'truncated' },
      { table: 'sales_order', kind: 'renamed' }, { table: 'sales_order_item', kind: 'dropped' },
    ]);
  });

  it('refuses rows that were written as a statement', async () => {
    const stream = await shop.open();
    await shop.sql("INSERT INTO m2_sales_order VALUES (1, 'a', 1, '')", 'SET SESSION binlog_format = STATEMENT', "UPDATE m2_sales_order SET increment_id = 'secret'", 'SET SESSION binlog_format = ROW');
    const { batches, error } = await readToFailure(stream);
    expect(changesIn(batches)).toHaveLength(1);
    expect(error).toMatchObject({ failure: 'InvalidInput', message: expect.stringMatching(/UPDATE of the shop as a statement.*binlog_format=ROW/) });
    expect((error as Error).message).not.toContain('secret');
  });

  it('stops when a wanted column is gone, or is left out of the log', async () => {
    const renamed = await shop.open();
    await shop.sql('ALTER TABLE m2_sales_order CHANGE increment_id number varchar(50)', "INSERT INTO m2_sales_order VALUES (1, 'a', 1, '')");
    await expect(shop.readOn(renamed)).rejects.toMatchObject({ failure: 'SourceSchemaDrift', message: expect.stringContaining('column increment_id of sales_order') });
    await shop.sql('ALTER TABLE m2_sales_order CHANGE number increment_id varchar(50)');
    const partial = await shop.open();
    await shop.sql('SET SESSION binlog_row_image = MINIMAL', 'UPDATE m2_sales_order SET grand_total = 2', 'SET SESSION binlog_row_image = FULL');
    await expect(shop.readOn(partial)).rejects.toMatchObject({ failure: 'InvalidInput', message: expect.stringContaining('binlog_row_image=FULL') });
  });

  it('ends a waiting next() when it is closed', async () => {
    const stream = await shop.open();
    const ended = (async () => {
      while (await stream.next());
    })();
    await stream.close();
    await ended;
    await expect(stream.next()).resolves.toBeUndefined();
  });
});
