import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ChangeBatch, ChangeStream, Token } from '../../../source/change-source';
import type { EngineProgram } from '../../../source/debezium-engine';
import { createDebeziumSource } from '../../../source/debezium-source';
import { changesIn } from './images';
import { createLogShop, type LogShop } from './log-shop';
import { sayWhatIsLeftOut, settings, useLogServers } from './readers';
import { isAlive, watchEngine, type WatchedEngine } from './watched-engine';

const wanted = new Map([['sales_order', ['entity_id', 'increment_id']], ['sales_order_item', ['item_id', 'order_id']]]);
const order = (entity_id: number, increment_id: string) => ({ entity_id, increment_id });

sayWhatIsLeftOut();

/** `BANYAN_DEBEZIUM_SNAPSHOT=initial`: the engine too sends every row there is, before it reads the log. */
describe.each(settings.filter(({ reader }) => reader === 'debezium'))('a snapshot of $source, made by the engine', (setting) => {
  const servers = useLogServers(setting);
  let shop: LogShop;
  let folder: string;
  let engine: WatchedEngine;
  let streams: ChangeStream[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'banyan-snapshot-'));
    engine = watchEngine(servers.stack().debezium!, folder);
    shop = await createLogShop(await servers.createSourceDatabase(), engine.program);
    streams = [];
  });
  afterEach(async () => {
    for (const stream of streams) await stream.close();
    await shop.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (after?: Token, program: EngineProgram = engine.program): Promise<ChangeStream> => {
    const stream = await createDebeziumSource({ ...shop.config, program, dir: join(dirname(shop.dir), 'snapshot'), snapshot: 'initial' }).open(after, { wanted, maxRows: 1000, maxMs: 50 });
    streams.push(stream);
    return stream;
  };
  const ordersIn = (batches: readonly ChangeBatch[]) => changesIn(batches).filter(({ table }) => table === 'sales_order').map(({ after }) => after);
  const many = (rows: number): string => `INSERT INTO m2_sales_order SELECT @n := @n + 1, 'x', 1, 'n' FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b LIMIT ${rows}`;

  it('tells every row that was there as one that came, then every change since, and goes on from its token without a second snapshot', async () => {
    await shop.sql("INSERT INTO m2_sales_order VALUES (1, 'a', 1, ''), (2, 'b', 1, '')", "INSERT INTO m2_sales_order_item VALUES (18446744073709551615, 4294967295, 's')", 'INSERT INTO m2_cron_schedule VALUES (1, 1)');
    const stream = await open();
    await shop.sql("INSERT INTO m2_sales_order VALUES (3, 'c', 1, '')", "UPDATE m2_sales_order SET increment_id = 'd' WHERE entity_id = 1");
    const batches = await shop.readOn(stream);
    expect(ordersIn(batches)).toEqual([order(1, 'a'), order(2, 'b'), order(3, 'c'), order(1, 'd')]);
    expect(changesIn(batches).filter(({ table }) => table === 'sales_order_item')).toEqual([{ table: 'sales_order_item', after: { item_id: '18446744073709551615', order_id: 4294967295 } }]);
    await stream.close();
    const again = await open(batches.at(-1)!.token);
    await shop.sql("INSERT INTO m2_sales_order VALUES (4, 'e', 1, '')");
    expect(ordersIn(await shop.readOn(again))).toEqual([order(4, 'e')]);
  });

  it('keeps its token before the first row until all rows were told: one that is broken off begins anew', async () => {
    await shop.sql('SET @n = 0', many(20_000));
    const first = await open();
    const some = [(await first.next())!];
    expect(some[0]!.token).toMatchObject({ offset: null });
    await first.close();
    const again = await open(some[0]!.token);
    expect(new Set(ordersIn(await shop.readOn(again)).map((row) => row!.entity_id)).size).toBe(20_000);
  });

  it('goes on after kill -9 in the midst of it, and tells every row', async () => {
    await shop.sql('SET @n = 0', many(20_000));
    const stream = await open();
    const some = [(await stream.next())!];
    const doomed = engine.pids().at(-1)!;
    process.kill(doomed, 'SIGKILL');
    const rest = await shop.readOn(stream);
    expect(isAlive(doomed)).toBe(false);
    expect(engine.pids().length).toBeGreaterThan(1);
    expect(new Set(ordersIn([...some, ...rest]).map((row) => row!.entity_id)).size).toBe(20_000);
  });
});
