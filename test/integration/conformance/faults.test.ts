import type { ChangeBatch, Token } from '../../../source/change-source';
import type { SourceDatabase } from '../../servers';
import { sayWhatIsLeftOut, settings, useLogServers } from './readers';
import { createLogShop, type LogShop } from './log-shop';
import { readToFailure } from './read-to-failure';

const idsIn = (batches: readonly ChangeBatch[]) => batches.flatMap((batch) => batch.changes).map((change) => change.after!.entity_id);
const fileOf = ({ file, offset }: Token): string => String(file ?? (offset as { file: string }).file);
const insert = (id: number): string => `INSERT INTO m2_sales_order VALUES (${id}, 'a', 1, '')`;
const options = { wanted: new Map([['sales_order', ['entity_id']]]), maxRows: 100, maxMs: 20 };

// These tests restart the server and throw its log away, so nobody else may use it.
sayWhatIsLeftOut();

describe.each(settings)('a log of $source that is in trouble, read by $reader', (setting) => {
  const { kind } = setting;
  const servers = useLogServers(setting, true);
  let source: SourceDatabase;
  let shop: LogShop;
  beforeEach(async () => {
    source = await servers.createSourceDatabase();
    shop = await createLogShop(source, servers.stack().debezium);
  });
  afterEach(() => shop.close());

  const restart = async (signal: NodeJS.Signals): Promise<void> => {
    const { control } = servers.stack().source!;
    await control.kill(signal);
    await control.start();
  };

  it.each(['SIGTERM', 'SIGKILL'] as const)('loses nothing when the server is ended by %s and comes back', async (signal) => {
    const stream = await shop.open(undefined, { maxMs: 10 });
    const reading = readToFailure(stream);
    await shop.sql(insert(1), insert(2));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await restart(signal);
    const { batches, token, error } = await reading;
    expect(error).toMatchObject({ failure: 'SourceUnavailable' });
    expect(idsIn(batches)).toEqual([1, 2]);
    await shop.sql('DO 1').catch(() => undefined);
    await shop.sql(insert(3));
    const again = await shop.open(token);
    expect(idsIn(await shop.readOn(again))).toEqual([3]);
  });

  it('loses nothing when its connection is killed in the middle of a large transaction', async () => {
    const stream = await shop.open(undefined, { maxRows: 500 });
    await shop.sql('SET @n = 0', "INSERT INTO m2_sales_order SELECT @n := @n + 1, 'x', 1, REPEAT('n', 500) FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b LIMIT 20000");
    const seen = [(await stream.next())!, (await stream.next())!];
    await shop.killReaders();
    const { batches, token, error } = await readToFailure(stream);
    expect(error).toMatchObject({ failure: 'SourceUnavailable' });
    const delivered = idsIn([...seen, ...batches]).length;
    expect(delivered).toBeGreaterThan(0);
    expect(delivered).toBeLessThan(20_000);
    // Debezium gives a sign of life at the start of the file as well.
    if (setting.reader === 'binlog') expect(token).toEqual(stream.start);
    const again = await shop.open(token);
    expect(new Set(idsIn(await shop.readOn(again))).size).toBe(20_000);
  });

  it('says PositionLost when the file was purged', async () => {
    const stream = await shop.open();
    await stream.close();
    await shop.sql('FLUSH BINARY LOGS', insert(1), 'FLUSH BINARY LOGS', 'PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY');
    await expect(shop.open(stream.start)).rejects.toMatchObject({ failure: 'PositionLost', message: expect.stringMatching(/copy the affected entities again/) });
  });

  it('moves its token while only unmapped tables are written, so that older files may be purged', async () => {
    const stream = await shop.open(undefined, { maxMs: 0 });
    for (let round = 0; round < 3; round += 1) await shop.sql('REPLACE INTO m2_cron_schedule VALUES (1, 1)', 'FLUSH BINARY LOGS', `UPDATE m2_cron_schedule SET v = ${round + 2}`);
    const { token } = (await shop.readOn(stream)).at(-1)!;
    expect(fileOf(token)).not.toBe(fileOf(stream.start));
    await stream.close();
    await shop.sql(`PURGE BINARY LOGS TO '${fileOf(token)}'`, insert(1));
    const again = await shop.open(token);
    expect(idsIn(await shop.readOn(again))).toEqual([1]);
  });

  it('reads transactions that are larger than a log file may be', async () => {
    await shop.sql('SET GLOBAL max_binlog_size = 4096');
    const stream = await shop.open(undefined, { maxRows: 50 });
    for (let id = 1; id <= 3; id += 1) await shop.sql(`INSERT INTO m2_sales_order SELECT ${id} * 1000 + t.n, 'x', 1, REPEAT('n', 500) FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5) t`);
    await shop.sql('START TRANSACTION', ...Array.from({ length: 60 }, (_, at) => `INSERT INTO m2_sales_order VALUES (${at + 1}, 'y', 1, REPEAT('n', 500))`), 'COMMIT');
    const batches = await shop.readOn(stream);
    await shop.sql('SET GLOBAL max_binlog_size = 1073741824');
    expect(idsIn(batches).sort((a, b) => Number(a) - Number(b))).toEqual([...Array.from({ length: 60 }, (_, at) => at + 1), ...[1, 2, 3].flatMap((id) => [1, 2, 3, 4, 5].map((n) => id * 1000 + n))]);
  });

  it('says PositionLost when the log was reset, also when it has grown past the position again', async () => {
    await shop.sql('RESET MASTER', insert(1));
    const stream = await shop.open();
    await stream.close();
    // A file carries the second of its creation.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await shop.sql('RESET MASTER');
    await expect(shop.open(stream.start)).rejects.toMatchObject({ failure: 'PositionLost' });
    // The same bytes at the same place: only the file is another.
    await shop.sql('TRUNCATE m2_sales_order', 'RESET MASTER', insert(1), insert(2));
    await expect(shop.open(stream.start)).rejects.toMatchObject({ failure: 'PositionLost', message: expect.stringContaining('is not the file it was') });
  });

  it('begins anew after the log was reset, whatever it remembers of the log that was', async () => {
    await shop.sql('RESET MASTER', ...Array.from({ length: 10 }, (_, at) => insert(at + 1)));
    const before = await shop.open();
    await shop.sql(insert(11));
    expect(idsIn(await shop.readOn(before))).toEqual([11]);
    await before.close();
    // As the barrier that a new stream begins behind.
    await shop.sql('RESET MASTER', insert(12));
    const anew = await shop.open();
    await shop.sql(insert(13));
    expect(idsIn(await shop.readOn(anew))).toEqual([13]);
  });

  it('fails when the log is reset under an open stream', async () => {
    const stream = await shop.open();
    const reading = readToFailure(stream);
    await shop.sql(insert(1), 'FLUSH BINARY LOGS', insert(2));
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await shop.sql('RESET MASTER', 'FLUSH BINARY LOGS', insert(3));
    const { error, token } = await Promise.race([reading, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('still open')), 60_000).unref())]);
    expect(['PositionLost', 'SourceUnavailable']).toContain((error as { failure: string }).failure);
    await expect(shop.open(token)).rejects.toMatchObject({ failure: 'PositionLost' });
  });

  it('refuses the token of another server or another reader', async () => {
    const stream = await shop.open();
    await stream.close();
    await expect(shop.open({ ...stream.start, server: 'another' })).rejects.toMatchObject({ failure: 'PositionLost', message: expect.stringContaining('belongs to') });
    await expect(shop.open({ offset: 1 })).rejects.toMatchObject({ failure: 'InvalidInput' });
  });

  it('names the missing grant, and a wrong password', async () => {
    const status = kind === 'mariadb' ? 'BINLOG MONITOR' : 'REPLICATION CLIENT';
    const { start } = await shop.open();
    await shop.sql("CREATE USER reader_only@'%' IDENTIFIED BY 'x'");
    const denied = shop.source({ ...shop.config, user: 'reader_only', password: 'x', database: 'information_schema' });
    await expect(denied.open(undefined, options)).rejects.toMatchObject({ failure: 'AccessDenied', message: expect.stringContaining(status) });
    await shop.sql(`GRANT ${status} ON *.* TO reader_only@'%'`);
    await expect(denied.open(undefined, options)).rejects.toMatchObject({ failure: 'AccessDenied', message: expect.stringContaining('REPLICATION SLAVE') });
    await expect(denied.open(start, options)).rejects.toMatchObject({ failure: 'AccessDenied', message: expect.stringContaining('REPLICATION SLAVE') });
    await shop.sql("DROP USER reader_only@'%'");
    const stranger = shop.source({ ...shop.config, password: 'wrong' });
    await expect(stranger.open(undefined, options)).rejects.toMatchObject({ failure: 'AccessDenied' });
  });

  it('tells the older of two readers with one server id', async () => {
    const older = await shop.open();
    const reading = readToFailure(older);
    const newer = await shop.open();
    expect((await reading).error).toMatchObject({ failure: 'SecondWriterDetected', message: expect.stringContaining(`server id ${shop.config.serverId}`) });
    await shop.sql(insert(1));
    expect(idsIn(await shop.readOn(newer))).toEqual([1]);
  });

  it('says SourceUnavailable when nobody answers', async () => {
    const nobody = shop.source({ ...shop.config, port: 1 });
    await expect(nobody.open(undefined, options)).rejects.toMatchObject({ failure: 'SourceUnavailable' });
  });
});
