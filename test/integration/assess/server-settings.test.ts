import type { SourceKind } from '../../../scripts/stack/stack';
import { useServers } from '../../servers';
import { blockers, createAssessedShop, ofCheck, type AssessedShop } from './assessed-shop';

/** Global settings belong to everybody on a server, so these suites have servers of their own. */
describe.each<SourceKind>(['mariadb', 'mysql'])('on %s', (kind) => {
  const servers = useServers({ source: kind, own: true });
  let shop: AssessedShop;
  beforeAll(async () => {
    shop = await createAssessedShop(await servers.createSourceDatabase(), await servers.createTargetDatabase());
  });
  afterAll(() => shop?.close());

  test('a server as Banyan ships its settings has nothing that stands in the way', async () => {
    const assessment = await shop.assess();
    expect(blockers(assessment)).toEqual([]);
    expect(ofCheck(assessment, 'source-version')[0]).toMatchObject({ severity: 'ok', says: expect.stringMatching(kind === 'mysql' ? /MySQL 8/ : /MariaDB/) });
  });

  test.each([
    ['log-format', 'binlog_format', "'STATEMENT'", "'ROW'"],
    ['log-row-image', 'binlog_row_image', "'MINIMAL'", "'FULL'"],
    ...(kind === 'mysql' ? [['log-partial-json', 'binlog_row_value_options', "'PARTIAL_JSON'", "''"], ['log-order', 'binlog_order_commits', 'OFF', 'ON']] : [['log-compression', 'log_bin_compress', 'ON', 'OFF']]),
  ])('%s: %s = %s stands in the way, and its remedy takes it out', async (check, variable, wrong, right) => {
    await shop.sql(`SET GLOBAL ${variable} = ${wrong}`);
    const assessment = await shop.assess();
    const found = ofCheck(assessment, check).find(({ severity }) => severity === 'blocker');
    const remedy = /^SET GLOBAL [^,]*/.exec(found?.remedy ?? '')?.[0] ?? `SET GLOBAL ${variable} = ${right}`;
    await shop.sql(remedy);
    expect(found?.says).toContain(variable);
    expect(blockers(assessment)).toEqual([check]);
    expect(blockers(await shop.assess())).toEqual([]);
  });

  test('a log that is thrown away within the hour is a warning with the statement that keeps it', async () => {
    const variable = kind === 'mysql' ? 'binlog_expire_logs_seconds' : 'expire_logs_days';
    await shop.sql(`SET GLOBAL ${variable} = ${kind === 'mysql' ? 3600 : 1}`);
    const [found] = ofCheck(await shop.assess(), 'log-retention');
    expect(found).toMatchObject({ severity: 'warning' });
    await shop.sql(/^SET GLOBAL [^,]*/.exec(found!.remedy)![0]);
    expect(ofCheck(await shop.assess(), 'log-retention')).toEqual([expect.objectContaining({ severity: 'ok' })]);
  });

  test('the source\'s own server id is refused for the reader', async () => {
    const [row] = await shop.sql('SELECT @@server_id AS id');
    expect(ofCheck(await shop.assess({ BANYAN_SOURCE_SERVER_ID: String(row!.id) }), 'server-id')).toEqual([
      expect.objectContaining({ severity: 'blocker', remedy: expect.stringMatching(/BANYAN_SOURCE_SERVER_ID/) }),
    ]);
  });

  test('a barrier without its row, or a schema without its tables, sends to the preparation', async () => {
    await shop.sql('DELETE FROM banyan.barrier');
    expect(ofCheck(await shop.assess(), 'banyan-schema')).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/barrier holds 0 rows/) })]);
    await shop.sql('INSERT INTO banyan.barrier (id, n) VALUES (1, 5)');
    await shop.sql('RENAME TABLE banyan.applied TO banyan.applied_away');
    expect(ofCheck(await shop.assess(), 'banyan-schema')).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/lacks applied/), remedy: expect.stringMatching(/banyan-schema\.sql/) })]);
    await shop.sql('RENAME TABLE banyan.applied_away TO banyan.applied');
    expect(blockers(await shop.assess())).toEqual([]);
  });
});
