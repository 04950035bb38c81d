import { useServers } from '../servers';
import { createLogShop, type LogShop } from './conformance/log-shop';

/** Every type whose bytes must be passed over to get at the columns behind it. */
const columns: readonly (readonly [string, string, string])[] = [
  ['a1', 'tinyint', '-1'], ['a2', 'smallint unsigned', '65535'], ['a3', 'mediumint', '-8388608'], ['a4', 'int', '-2147483648'], ['a5', 'bigint', '-9223372036854775808'],
  ['b1', 'decimal(12,4)', '-12345678.9012'], ['b2', 'decimal(20,4)', '1'], ['b3', 'decimal(65,30)', '-1.5'], ['b4', 'decimal(1,0)', '9'], ['b5', 'decimal(9,9)', '0.123456789'],
  ['c1', 'float', '1.5'], ['c2', 'double', '-2.5'], ['c3', 'bit(1)', "b'1'"], ['c4', 'bit(33)', "b'101'"], ['c5', 'year', '2026'],
  ['d1', 'date', "'2026-02-03'"], ['d2', 'time', "'-838:59:59'"], ['d3', 'time(5)', "'12:00:00.12345'"], ['d4', 'datetime', "'0000-00-00 00:00:00'"], ['d5', 'datetime(3)', "'9999-12-31 23:59:59.999'"],
  ['d6', 'timestamp NULL', "'2026-02-03 04:05:06'"], ['d7', 'timestamp(6) NULL', "'2026-02-03 04:05:06.123456'"],
  ['e1', 'char(10)', "'ab'"], ['e2', 'char(255) CHARACTER SET utf8mb4', "REPEAT('ä', 200)"], ['e3', 'varchar(63)', "'x'"], ['e4', 'varchar(300)', "REPEAT('y', 299)"],
  ['e5', 'binary(20)', "x'00ff'"], ['e6', 'varbinary(300)', "x'00'"], ['f1', 'tinytext', "'t'"], ['f2', 'text', "REPEAT('z', 60000)"], ['f3', 'mediumtext', "REPEAT('m', 70000)"],
  ['f4', 'longblob', "x'0001'"], ['g1', "enum('a','b')", "'b'"], ['g2', "set('a','b','c')", "'a,c'"], ['h1', 'json', `'{"a": [1, 2]}'`],
];

describe.each(['mariadb', 'mysql'] as const)('values in the log of %s', (kind) => {
  const servers = useServers({ parts: ['source'], source: kind, own: true });
  let shop: LogShop;
  beforeAll(async () => {
    shop = await createLogShop(await servers.createSourceDatabase());
    await shop.sql("SET sql_mode = ''");
  });
  afterAll(() => shop.close());

  const wideTable = (name: string): string => `CREATE TABLE m2_${name} (first int, ${columns.map(([column, type]) => `${column} ${type}`).join(', ')}, last varchar(20), id int unsigned PRIMARY KEY)`;
  const wide = (id: number, values: readonly string[]): string => `(${-id}, ${values.join(', ')}, 'last ${id}', ${id})`;

  it.each(['FULL', kind === 'mariadb' ? 'NO_LOG' : 'MINIMAL'])('finds wanted columns behind every other type, NULL or not, with row metadata %s', async (metadata) => {
    const table = `wide_${metadata.toLowerCase()}`;
    await shop.sql(`SET GLOBAL binlog_row_metadata = ${metadata}`, wideTable(table));
    const stream = await shop.open(undefined, { wanted: new Map([[table, ['first', 'last', 'id']]]) });
    const rows = [columns.map(([, , value]) => value), columns.map(() => 'NULL'), columns.map(([, , value], at) => (at % 2 ? value : 'NULL')), columns.map(([, , value], at) => (at % 3 ? 'NULL' : value))];
    await shop.sql(`INSERT INTO m2_${table} VALUES ${rows.map((values, at) => wide(at + 1, values)).join(', ')}`, `UPDATE m2_${table} SET id = id + 100, a1 = NULL, f2 = 'short'`);
    const changes = (await shop.readOn(stream)).flatMap((batch) => batch.changes);
    const image = (from: number, id: number) => ({ first: -from, last: `last ${from}`, id });
    expect(changes).toEqual([...[1, 2, 3, 4].map((id) => ({ table, after: image(id, id) })), ...[1, 2, 3, 4].map((id) => ({ table, before: image(id, id), after: image(id, id + 100) }))]);
    await stream.close();
    await shop.sql('SET GLOBAL binlog_row_metadata = FULL');
  });

  it('reads integers of every width, signed and not, and texts in the column\'s character set', async () => {
    await shop.sql(`CREATE TABLE m2_exact (id int PRIMARY KEY, t tinyint, tu tinyint unsigned, s smallint, su smallint unsigned, m mediumint, mu mediumint unsigned,
      i int, iu int unsigned, b bigint, bu bigint unsigned, l varchar(20) CHARACTER SET latin1, u varchar(300) CHARACTER SET utf8mb4, c char(20) CHARACTER SET utf8, x text CHARACTER SET utf8mb4, a datetime(2), z datetime)`);
    const wanted = ['id', 't', 'tu', 's', 'su', 'm', 'mu', 'i', 'iu', 'b', 'bu', 'l', 'u', 'c', 'x', 'a', 'z'];
    const stream = await shop.open(undefined, { wanted: new Map([['exact', wanted]]) });
    await shop.sql(`INSERT INTO m2_exact VALUES (1, -128, 255, -32768, 65535, -8388608, 16777215, -2147483648, 4294967295, -9223372036854775808, 18446744073709551615, '€ é', '日本 👍', 'ñ ', '', '2026-02-03 04:05:06.78', '0000-00-00 00:00:00'),
      (2, -1, 0, -1, 0, -1, 0, -1, 0, -9007199254740991, 9007199254740991, '', NULL, '', NULL, '1000-01-01 00:00:00', '9999-12-31 23:59:59')`);
    const changes = (await shop.readOn(stream)).flatMap((batch) => batch.changes).map((change) => change.after);
    expect(changes).toEqual([
      { id: 1, t: -128, tu: 255, s: -32768, su: 65535, m: -8388608, mu: 16777215, i: -2147483648, iu: 4294967295, b: '-9223372036854775808', bu: '18446744073709551615',
        l: '€ é', u: '日本 👍', c: 'ñ', x: '', a: '2026-02-03 04:05:06.78', z: '0000-00-00 00:00:00' },
      { id: 2, t: -1, tu: 0, s: -1, su: 0, m: -1, mu: 0, i: -1, iu: 0, b: -9007199254740991, bu: 9007199254740991,
        l: '', u: null, c: '', x: null, a: '1000-01-01 00:00:00.00', z: '9999-12-31 23:59:59' },
    ]);
  });

  it('gives bytes of other types as they are, to be compared only', async () => {
    await shop.sql('CREATE TABLE m2_odd (id int PRIMARY KEY, price decimal(12,4))');
    const stream = await shop.open(undefined, { wanted: new Map([['odd', ['id', 'price']]]) });
    await shop.sql('INSERT INTO m2_odd VALUES (1, 1), (2, 1.0000), (3, 2)');
    const [one, same, other] = (await shop.readOn(stream)).flatMap((batch) => batch.changes).map((change) => change.after!.price);
    expect(one).toMatch(/^[0-9a-f]+$/);
    expect([same, other === one]).toEqual([one, false]);
  });

  it('passes over GEOMETRY, but reads no text of such a table whose character set it cannot tell', async () => {
    await shop.sql('CREATE TABLE m2_place (at point, id int PRIMARY KEY, name varchar(20))');
    const [numbers, texts] = [await shop.open(undefined, { wanted: new Map([['place', ['id']]]) }), await shop.openAnother({ wanted: new Map([['place', ['name']]]) })];
    await shop.sql("INSERT INTO m2_place VALUES (POINT(1, 2), 7, 'ä')");
    expect((await shop.readOn(numbers)).flatMap((batch) => batch.changes)).toEqual([{ table: 'place', after: { id: 7 } }]);
    if (kind === 'mariadb') await expect(texts.next()).rejects.toMatchObject({ failure: 'SourceSchemaDrift', message: expect.stringContaining('GEOMETRY') });
    else expect((await texts.next())!.changes).toEqual([{ table: 'place', after: { name: 'ä' } }]);
  });

  it('notices a table that has other columns by now when the log does not name them', async () => {
    await shop.sql('SET GLOBAL binlog_row_metadata = MINIMAL', 'CREATE TABLE m2_later (id int PRIMARY KEY)');
    const { start } = await shop.open();
    await shop.sql('INSERT INTO m2_later VALUES (1)', 'ALTER TABLE m2_later ADD COLUMN extra int FIRST', 'SET GLOBAL binlog_row_metadata = FULL');
    const stream = await shop.open(start, { wanted: new Map([['later', ['id']]]) });
    await expect(shop.readOn(stream)).rejects.toMatchObject({ failure: 'SourceSchemaDrift', message: expect.stringContaining('binlog_row_metadata=FULL') });
  });

  it('pauses for back-pressure and for looking up columns at once without losing rows', async () => {
    await shop.sql('SET GLOBAL binlog_row_metadata = MINIMAL', 'SET @n = 0', 'CREATE TABLE m2_many_a (id int PRIMARY KEY)', 'CREATE TABLE m2_many_b (id int PRIMARY KEY)');
    const { start } = await shop.open();
    for (const table of ['many_a', 'many_b']) await shop.sql('SET @n = 0', `INSERT INTO m2_${table} SELECT @n := @n + 1 FROM information_schema.COLLATIONS a, information_schema.COLLATIONS b LIMIT 20000`);
    await shop.sql('SET GLOBAL binlog_row_metadata = FULL');
    const stream = await shop.open(start, { wanted: new Map([['many_a', ['id']], ['many_b', ['id']]]), maxRows: 50 });
    const changes = (await shop.readOn(stream)).flatMap((batch) => batch.changes);
    expect(changes.map((change) => change.after!.id)).toEqual([...Array(20_000).keys(), ...Array(20_000).keys()].map((at) => at + 1));
  });

  it('refuses LOAD DATA that was logged as a statement', async () => {
    await shop.sql('SET GLOBAL local_infile = ON', 'CREATE TABLE m2_loaded (v int)');
    const stream = await shop.open(undefined, { wanted: new Map([['loaded', ['v']]]) });
    await shop.sql('SET SESSION binlog_format = STATEMENT');
    await shop.loadData('m2_loaded', '1\n2\n');
    await shop.sql('SET SESSION binlog_format = ROW');
    await expect(stream.next()).rejects.toMatchObject({ failure: 'InvalidInput', message: expect.stringContaining('LOAD DATA of the shop as a statement') });
  });

  it('refuses rows of a prepared XA transaction, and takes one that commits in one phase', async () => {
    await shop.sql('CREATE TABLE m2_xa (id int PRIMARY KEY)');
    const stream = await shop.open(undefined, { wanted: new Map([['xa', ['id']]]) });
    await shop.sql("XA START 'one'", 'INSERT INTO m2_xa VALUES (1)', "XA END 'one'", "XA COMMIT 'one' ONE PHASE");
    expect((await shop.readOn(stream)).flatMap((batch) => batch.changes)).toHaveLength(1);
    await shop.sql("XA START 'two'", 'INSERT INTO m2_xa VALUES (2)', "XA END 'two'", "XA PREPARE 'two'", "XA COMMIT 'two'");
    await expect(stream.next()).rejects.toMatchObject({ failure: 'InvalidInput', message: expect.stringContaining('XA') });
  });

  if (kind === 'mariadb') {
    it('reads rows that the server compressed', async () => {
      await shop.sql('SET GLOBAL log_bin_compress = ON, GLOBAL log_bin_compress_min_len = 10', 'CREATE TABLE m2_packed (id int PRIMARY KEY, note text)');
      const stream = await shop.open(undefined, { wanted: new Map([['packed', ['id']]]) });
      await shop.sql("INSERT INTO m2_packed VALUES (1, REPEAT('a', 5000)), (2, REPEAT('b', 5000))", "UPDATE m2_packed SET note = 'c'", 'DELETE FROM m2_packed WHERE id = 1');
      const changes = (await shop.readOn(stream)).flatMap((batch) => batch.changes);
      await shop.sql('SET GLOBAL log_bin_compress = OFF');
      expect(changes.map((change) => [change.before?.id, change.after?.id])).toEqual([[undefined, 1], [undefined, 2], [1, 1], [2, 2], [1, undefined]]);
    });
  }
});
