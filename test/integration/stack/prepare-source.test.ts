import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { prepareSource } from '../../../scripts/stack/prepare-source';
import type { SourceKind } from '../../../scripts/stack/stack';
import { type SourceDatabase, useServers } from '../../servers';

const values = async (connection: Connection, statement: string): Promise<readonly unknown[]> =>
  (await connection.query<RowDataPacket[]>(statement))[0].map((row) => Object.values(row)[0]);

const asReader = ({ host, port, user, password, database }: SourceDatabase): Promise<Connection> => createConnection({ host, port, user, password, database });

const LOG_GRANTS: Readonly<Record<SourceKind, RegExp>> = {
  mariadb: /^GRANT REPLICATION SLAVE, BINLOG MONITOR ON \*\.\* TO/,
  mysql: /^GRANT REPLICATION SLAVE, REPLICATION CLIENT ON \*\.\* TO/,
};

describe.each(['mariadb', 'mysql'] as const)('%s', (kind) => {
  const servers = useServers({ parts: ['source'], source: kind });
  let made: SourceDatabase;
  let reader: Connection;

  beforeAll(async () => {
    made = await servers.createSourceDatabase();
    reader = await asReader(made);
  }, 120_000);
  afterAll(() => reader.end());

  test('is the kind that was asked for', () => expect(made.kind).toBe(kind));

  test('the account holds the grants it needs and no others', async () => {
    const grants = (await values(reader, 'SHOW GRANTS')).map(String).sort();
    expect(grants).toEqual([
      expect.stringMatching(LOG_GRANTS[kind]),
      expect.stringMatching(/^GRANT SELECT, INSERT, UPDATE, DELETE ON `banyan`\.\* TO/),
      expect.stringContaining(`GRANT SELECT, REFERENCES ON \`${made.database.replace('_', String.raw`\_`)}\`.* TO`),
    ]);
  });

  test('it cannot write to the shop, nor read another database whose name differs at the underscore', async () => {
    const root = await createConnection({ host: made.host, port: made.port, user: made.rootUser, password: made.rootPassword });
    const alike = made.database.replace('_', 'x');
    await root.query(`CREATE DATABASE ${alike}`);
    await root.query(`CREATE TABLE ${alike}.t (a int)`);
    await root.query(`CREATE TABLE ${made.database}.t (a int)`);
    await expect(reader.query(`INSERT INTO ${made.database}.t VALUES (1)`)).rejects.toThrow(/denied/);
    await expect(reader.query(`SELECT * FROM ${alike}.t`)).rejects.toThrow(/denied/);
    await root.query(`DROP DATABASE ${alike}`);
    await root.end();
  });

  test('to prepare again keeps the barrier where it was', async () => {
    await reader.query('UPDATE banyan.barrier SET n = LAST_INSERT_ID(n + 1)');
    const before = await values(reader, 'SELECT n FROM banyan.barrier');
    const root = await createConnection({ host: made.host, port: made.port, user: made.rootUser, password: made.rootPassword });
    await prepareSource(root, { kind, shopDatabase: made.database, user: made.user, password: "it's new" });
    await root.end();
    expect(before).toHaveLength(1);
    const again = await asReader({ ...made, password: "it's new" });
    expect(Number((await values(again, 'SELECT n FROM banyan.barrier'))[0])).toBeGreaterThanOrEqual(Number(before[0]));
    await again.end();
  });

  test('the server logs whole rows with names, for seven days, and keeps what it acknowledged', async () => {
    const settings = ['binlog_format', 'binlog_row_image', 'binlog_row_metadata', 'binlog_expire_logs_seconds', 'sync_binlog', 'innodb_flush_log_at_trx_commit'];
    const [rows] = await reader.query<RowDataPacket[]>('SHOW GLOBAL VARIABLES WHERE Variable_name IN (?)', [settings]);
    expect(Object.fromEntries(rows.map((row) => [row['Variable_name'], row['Value']]))).toEqual({
      binlog_format: 'ROW',
      binlog_row_image: 'FULL',
      binlog_row_metadata: 'FULL',
      binlog_expire_logs_seconds: '604800',
      sync_binlog: '1',
      innodb_flush_log_at_trx_commit: '1',
    });
  });
});
