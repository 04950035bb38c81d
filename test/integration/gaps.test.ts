import { createConnection } from 'mysql2/promise';
import { checkGate } from '../../activities/gate-checks';
import { verdictOn } from '../../activities/verdict-on';
import { copyRange, defaultTuning } from '../../pipeline/copy-range';
import { forgetPosition, openGaps } from '../../pipeline/gaps';
import { openContext, type OpenContext } from '../../pipeline/open-context';
import { passBarrier } from '../../pipeline/pass-barrier';
import { project } from '../../pipeline/project';
import { verifyRange } from '../../pipeline/verify-range';
import { streamName } from '../../pipeline/wait-for-stream';
import { labelJump } from '../../source/label';
import { withTarget } from '../../target/connect';
import { forgetToken } from '../../target/stream-token';
import { useServers } from '../servers';
import { addCustomer, openShop, type TestShop } from './open-shop';
import { runShopStream, type RunningStream } from './pipeline/run-shop-stream';
import { openShopDatabase, type ShopDatabase } from './shop-database';
import { purgeLogs } from './purge-logs';

const everything = { from: 0, to: 2 ** 48 - 1 };

/** A log that is lost: nothing is skipped, nothing dies silently, and only a green verification closes the gap. */
describe.each(['mariadb', 'mysql'] as const)('a gap in the log of %s', (kind) => {
  let database: ShopDatabase;
  let shop: TestShop;
  let stream: RunningStream | undefined;
  afterEach(async () => {
    await stream?.stop();
    stream = undefined;
    await shop.close();
  });
  // They reset the log, so nobody else may use the server.
  const servers = useServers({ source: kind, own: true });
  beforeAll(async () => void (database = await openShopDatabase(servers)));
  beforeEach(async () => {
    shop = await openShop(servers, { database });
    // Each shop has a target of its own, and all share the one barrier of their server.
    await shop.magento.query('UPDATE banyan.barrier SET n = 1000');
    stream = runShopStream(shop);
    await settled();
    for (const id of [1, 2]) await addCustomer(shop, id, `c${id}@example.com`);
    await settled();
    await stream.stop();
    stream = undefined;
  });

  const settled = (context: OpenContext = shop.context): Promise<number> => Promise.race([
    passBarrier(context, { signal: AbortSignal.timeout(30_000), onWait: () => undefined }), stream!.ended.then(() => Promise.reject(new Error('the stream ended')))]);
  const emails = async (): Promise<unknown[]> => (await shop.target('SELECT email FROM customer.customers ORDER BY email')).map((row) => row.email);
  const copy = (context: OpenContext, run: string) => copyRange(context, { range: { run, entity: 'customer', ...everything }, tuning: defaultTuning });
  const gapCheck = async (verification?: string) =>
    (await checkGate(shop.context, { gate: 'verify', entities: ['customer'], maxLagMs: 60_000, verification })).find((check) => check.name === 'gaps');
  const changeInGap = (magento: TestShop['magento']): Promise<unknown> => magento.query(
    "UPDATE customer_entity SET email = 'new@example.com' WHERE entity_id = 1; DELETE FROM customer_entity WHERE entity_id = 2; INSERT INTO customer_entity (entity_id, website_id, email, store_id) VALUES (3, 1, 'c3@example.com', 1)");
  const lost = async (): Promise<void> => {
    stream = runShopStream(shop);
    await expect(stream.ended).rejects.toMatchObject({ failure: 'PositionLost' });
    stream = undefined;
  };

  async function heal(context: OpenContext): Promise<void> {
    await forgetPosition(context);
    stream = runShopStream({ ...shop, context });
    await settled(context);
    await copy(context, 'again');
    expect(await gapCheck()).toMatchObject({ verdict: 'fail' });
    await verifyRange(context, { verification: 'after', entity: 'customer', ...everything, chunk: 100 });
    expect(await verdictOn(context, 'after', ['customer'])).toMatchObject({ mismatches: 0, green: true });
    expect(await gapCheck('after')).toMatchObject({ verdict: 'pass' });
  }

  it.each([
    ['purged', () => purgeLogs(shop.magento)],
    ['reset', () => shop.magento.query('DO SLEEP(1.1); RESET MASTER')],
  ])('is noted once when the log was %s, and healed by copying and comparing again', async (_, lose) => {
    await changeInGap(shop.magento);
    await lose();
    await lost();
    await lost();
    expect(await openGaps(shop.context)).toMatchObject([{ restartedAt: null }]);
    expect(await gapCheck()).toMatchObject({ verdict: 'fail', detail: expect.stringContaining('not proven harmless') });
    expect(await emails()).toEqual(['c1@example.com', 'c2@example.com']);
    await heal(shop.context);
    expect(await emails()).toEqual(['c3@example.com', 'new@example.com']);
    await addCustomer(shop, 4, 'd@example.com');
    await settled();
    expect(await emails()).toContain('d@example.com');
  });

  it('is noticed when a backup was restored though the log still has the position, and its older labels win nothing without the jump', async () => {
    await changeInGap(shop.magento);
    await shop.magento.query('UPDATE banyan.barrier SET n = 10');
    await lost();
    expect((await openGaps(shop.context))[0]!.why).toContain('the source stands at barrier 1');
    // What a restart without a jump would do: the guard refuses every load, and the target stays as it was.
    await withTarget(shop.context.control, (client) => forgetToken(client, streamName));
    expect(await project(shop.context, { entity: 'customer', selection: { keys: [1, 2] } })).toMatchObject({ accepted: 0 });
    expect(await emails()).toEqual(['c1@example.com', 'c2@example.com']);
    await heal(shop.context);
    expect(await emails()).toEqual(['c3@example.com', 'new@example.com']);
    const [{ label }] = (await shop.target('SELECT min(label) AS label FROM banyan.magento_id_map')) as [{ label: number }];
    expect(label).toBeGreaterThan(labelJump);
    // A second restore of the same old backup: above all that was ever given, also above the first jump.
    await shop.magento.query("UPDATE banyan.barrier SET n = 10; UPDATE customer_entity SET email = 'newer@example.com' WHERE entity_id = 1");
    await stream!.stop();
    await lost();
    await forgetPosition(shop.context);
    stream = runShopStream(shop);
    await settled();
    await copy(shop.context, 'third');
    expect(await emails()).toEqual(['c3@example.com', 'newer@example.com']);
  });

  describe('and a failover', () => {
    const others = useServers({ parts: ['source'], source: kind, own: true });

    it('to another server is noticed, with whatever the other one has', async () => {
      const other = await others.createSourceDatabase();
      const magento = await createConnection({ host: other.host, port: other.port, user: other.rootUser, password: other.rootPassword, database: other.database, multipleStatements: true });
      await magento.query('ALTER DATABASE ?? CHARACTER SET utf8mb3', [other.database]);
      const [tables] = await shop.magento.query("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'");
      await magento.query('SET foreign_key_checks = 0');
      for (const row of tables as Record<string, string>[]) {
        const name = Object.values(row)[0]!;
        const [[made]] = (await shop.magento.query('SHOW CREATE TABLE ??', [name])) as unknown as [Record<string, string>[]];
        await magento.query(made!['Create Table']!);
        const [rows] = (await shop.magento.query({ sql: 'SELECT * FROM ??', values: [name], rowsAsArray: true })) as unknown as [unknown[][]];
        if (rows.length > 0) await magento.query("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'; INSERT INTO ?? VALUES ?", [name, rows]);
      }
      await changeInGap(magento);
      const source = { host: other.host, port: other.port, user: other.user, password: other.password, database: other.database };
      const context = await openContext({ ...shop.config, BANYAN_SOURCE_URL: source });
      try {
        const moved = { ...shop, context, config: { ...shop.config, BANYAN_SOURCE_URL: source } };
        const first = runShopStream(moved);
        await expect(first.ended).rejects.toMatchObject({ failure: 'PositionLost' });
        // Also when it has the same barrier and more: its log is another one.
        await magento.query('UPDATE banyan.barrier SET n = 1000000');
        await expect(runShopStream(moved).ended).rejects.toMatchObject({ failure: 'PositionLost' });
        await forgetPosition(context);
        stream = runShopStream(moved);
        await settled(context);
        await copy(context, 'moved');
        expect(await emails()).toEqual(['c3@example.com', 'new@example.com']);
      } finally {
        await stream?.stop();
        stream = undefined;
        await context.close();
        await magento.end();
      }
    });
  });
});
