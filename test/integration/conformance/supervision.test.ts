import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startProgram, type Program } from '../../../scripts/rehearsal/program';
import type { Token } from '../../../source/change-source';
import { createDebeziumSource } from '../../../source/debezium-source';
import { firstLine } from '../first-line';
import { changesIn } from './images';
import { createLogShop, type LogShop } from './log-shop';
import { readToFailure } from './read-to-failure';
import { sayWhatIsLeftOut, settings, useLogServers } from './readers';
import { isAlive, watchEngine, type WatchedEngine } from './watched-engine';

const idsIn = (batches: Parameters<typeof changesIn>[0]) => changesIn(batches).map((change) => change.after!.entity_id);
const insert = (id: number): string => `INSERT INTO m2_sales_order VALUES (${id}, 'a', 1, '')`;
const many = (rows: number): string => `INSERT INTO m2_sales_order SELECT @n := @n + 1, 'x', 1, REPEAT('n', 500) FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b LIMIT ${rows}`;

const eventually = async (holds: () => boolean): Promise<boolean> => {
  for (let waited = 0; waited < 15_000 && !holds(); waited += 50) await pause(50);
  return holds();
};

sayWhatIsLeftOut();

describe.each(settings.filter(({ reader, gtid }) => reader === 'debezium' && gtid))('the Debezium engine on $source', (setting) => {
  // Of its own: other suites rotate a shared log, and change what it holds of a row.
  const servers = useLogServers(setting, true);
  let shop: LogShop;
  let engine: WatchedEngine;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'banyan-engine-'));
    engine = watchEngine(servers.stack().debezium!, folder);
    shop = await createLogShop(await servers.createSourceDatabase(), engine.program);
  });
  afterEach(async () => {
    await shop.close();
    rmSync(folder, { recursive: true });
  });

  it('is started again after kill -9, also in the middle of a transaction, and nothing is lost or passed over', async () => {
    const stream = await shop.open(undefined, { maxRows: 500 });
    await shop.sql(insert(100_001));
    expect(idsIn(await shop.readOn(stream))).toEqual([100_001]);
    process.kill(engine.pids().at(-1)!, 'SIGKILL');
    await shop.sql(insert(100_002));
    expect(idsIn(await shop.readOn(stream))).toEqual([100_002]);
    await shop.sql('SET @n = 0', many(20_000));
    const seen = [];
    while (changesIn(seen).length < 1000) seen.push((await stream.next())!);
    process.kill(engine.pids().at(-1)!, 'SIGKILL');
    const rest = await shop.readOn(stream);
    expect(engine.pids()).toHaveLength(3);
    expect(new Set(idsIn([...seen, ...rest]))).toEqual(new Set(Array.from({ length: 20_000 }, (_, at) => at + 1)));
  });

  it('is given up when it dies again and again, with what it said', async () => {
    const java = join(folder, 'no-java');
    writeFileSync(java, `#!/bin/sh\n[ "$1" = --version ] && exec '${engine.program.java}' --version\necho "no such machine" >&2\nexit 3\n`, { mode: 0o755 });
    const broken = createDebeziumSource({ ...shop.config, program: { ...engine.program, java }, dir: shop.dir });
    await expect(broken.open(undefined, { wanted: new Map([['sales_order', ['entity_id']]]), maxRows: 100, maxMs: 20 }))
      .rejects.toMatchObject({ failure: 'SourceUnavailable', message: expect.stringContaining('no such machine') });
  });

  it.each([
    ['BANYAN_DEBEZIUM_JAVA', { java: '/nowhere/java' }], ['BANYAN_DEBEZIUM_HOME', { home: '/nowhere' }],
  ])('that %s does not name is a wrong setting, at once, and no source that is away', async (named, program) => {
    const unset = createDebeziumSource({ ...shop.config, program: { ...engine.program, ...program }, dir: shop.dir });
    await expect(unset.open(undefined, { wanted: new Map([['sales_order', ['entity_id']]]), maxRows: 100, maxMs: 20 }))
      .rejects.toMatchObject({ failure: 'InvalidInput', message: expect.stringContaining(named) });
  });

  it('stores an offset only when its changes are safe', async () => {
    /** Undefined while the engine is writing it. */
    const stored = (): number | undefined => {
      const file = readdirSync(shop.dir, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('offsets.dat'))!;
      const position = /"pos":(\d+)/.exec(readFileSync(join(shop.dir, file), 'latin1'))?.[1];
      return position === undefined ? undefined : Number(position);
    };
    const position = ({ offset }: { offset?: unknown }): number => (offset as { pos: number }).pos;
    const stream = await shop.open();
    await shop.sql(insert(1));
    const first = (await shop.readOn(stream)).at(-1)!;
    await shop.sql(insert(2));
    const second = (await shop.readOn(stream)).at(-1)!;
    // Three times as long as it takes to store what may be stored.
    await pause(3000);
    expect(await eventually(() => stored() !== undefined)).toBe(true);
    expect(stored()).toBe(position(stream.start));
    stream.acknowledge(first.token);
    expect(await eventually(() => ![undefined, position(stream.start)].includes(stored()))).toBe(true);
    await pause(2000);
    expect(stored()).toBe(position(first.token));
    stream.acknowledge(second.token);
    expect(await eventually(() => (stored() ?? 0) >= position(second.token))).toBe(true);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('dies with its parent when that gets %s, also with more to tell than was asked for', async (signal) => {
    const hold = async (): Promise<Program> => {
      const log = `${shop.dir}-parent.log`;
      const parent = startProgram({ name: 'owner of an engine', script: 'test/integration/conformance/hold-engine.ts', args: [JSON.stringify({ ...shop.config, program: engine.program, dir: shop.dir })], log });
      expect(await firstLine(parent, log)).toBe('open');
      return parent;
    };
    const idle = await hold();
    void idle.stop(signal);
    expect(await eventually(() => !isAlive(engine.pids()[0]!))).toBe(true);
    const busy = await hold();
    await shop.sql('SET @n = 0', many(50_000));
    await pause(3000);
    expect(isAlive(engine.pids()[1]!)).toBe(true);
    void busy.stop(signal);
    expect(await eventually(() => !isAlive(engine.pids()[1]!))).toBe(true);
    expect(engine.pids()).toHaveLength(2);
  });

  it.each([
    ['datetime NOT NULL', "'0000-00-00 00:00:00'", 'holds a zero date'], ['timestamp NULL', "'2026-02-03 04:05:06'", 'may hold NULL'], ['date NULL', 'NULL', 'may hold NULL'],
  ])('never makes NULL of what it cannot read: a %s with %s stops it, and the token stays before', async (type, value, why) => {
    await shop.sql("SET sql_mode = ''", `CREATE TABLE m2_dated (id int PRIMARY KEY, at ${type})`);
    const options = { wanted: new Map([['sales_order', ['entity_id']], ['dated', ['id', 'at']]]) };
    // Whether the column alone is refused, when it is opened, or its value.
    const read = async (after?: Token): Promise<Awaited<ReturnType<typeof readToFailure>>> => {
      const stream = await shop.open(after, options);
      if (!after) await shop.sql(`INSERT INTO m2_dated VALUES (1, ${value})`, insert(2));
      return readToFailure(stream);
    };
    const refused = (error: unknown) => ({ batches: [], token: undefined, error });
    const first = await read().catch(refused);
    const second = await read(first.token).catch(refused);
    for (const { batches, error } of [first, second]) {
      expect(changesIn(batches)).toEqual([]);
      expect(error).toMatchObject({ failure: 'SourceSchemaDrift', message: expect.stringContaining(why) });
    }
  });

  it('reads moments exactly, whatever the default of their column', async () => {
    await shop.sql("SET sql_mode = ''", "CREATE TABLE m2_dated (id int PRIMARY KEY, a timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, b timestamp NOT NULL DEFAULT '0000-00-00 00:00:00', c datetime(3) NOT NULL DEFAULT '0000-00-00 00:00:00', d date NOT NULL DEFAULT '2020-01-01')");
    const stream = await shop.open(undefined, { wanted: new Map([['dated', ['id', 'a', 'b', 'c', 'd']]]) });
    await shop.sql("SET time_zone = '+00:00'", "INSERT INTO m2_dated VALUES (1, '2026-02-03 04:05:06', '2038-01-19 03:14:07', '1000-01-01 00:00:00.120', '9999-12-31')");
    expect(changesIn(await shop.readOn(stream)).map(({ after }) => after)).toEqual([
      { id: 1, a: '2026-02-03 04:05:06', b: '2038-01-19 03:14:07', c: '1000-01-01 00:00:00.120', d: '9999-12-31' },
    ]);
  });

  it('hands over everything before a value that it cannot read', async () => {
    await shop.sql("SET sql_mode = ''", 'CREATE TABLE m2_dated (id int PRIMARY KEY, at datetime NOT NULL)');
    const stream = await shop.open(undefined, { wanted: new Map([['sales_order', ['entity_id']], ['dated', ['id', 'at']]]) });
    await shop.sql(insert(1), 'INSERT INTO m2_dated VALUES (1, 0)', insert(2));
    const { batches, error } = await readToFailure(stream);
    expect(idsIn(batches)).toEqual([1]);
    expect(error).toMatchObject({ failure: 'SourceSchemaDrift', message: expect.stringContaining('holds a zero date') });
  });
});
