import { Client } from 'pg';
import { parseConfig } from '../../../contracts/config';
import { openContext } from '../../../pipeline/open-context';
import { prepareTargets } from '../../../pipeline/prepare-targets';
import { useServers, type TargetDatabase } from '../../servers';
import { blockers, createAssessedShop, ofCheck, type AssessedShop } from './assessed-shop';

// Of its own: on a shared one the streams of other suites beat meanwhile.
const servers = useServers({ own: true, parts: ['source', 'target'] });
let shop: AssessedShop;
let target: TargetDatabase;

beforeAll(async () => {
  target = await servers.createTargetDatabase();
  shop = await createAssessedShop(await servers.createSourceDatabase(), target);
});
afterAll(() => shop?.close());

const onTarget = async (database: TargetDatabase, statement: string): Promise<void> => {
  const client = new Client(database);
  await client.connect();
  await client.query(statement).finally(() => client.end());
};

test('a prepared shop has nothing that stands in the way', async () => {
  const assessment = await shop.assess();
  expect(blockers(assessment)).toEqual([]);
  expect(assessment.notRun).toEqual([]);
  expect(assessment.estimate).toMatchObject({ rows: expect.any(Number), seconds: expect.any(Number) });
});

test('assessing writes nothing, on neither side', async () => {
  const before = await shop.sql('CHECKSUM TABLE banyan.barrier, banyan.heartbeat, banyan.applied, sales_order, catalog_product_entity');
  await shop.assess();
  expect(await shop.sql('CHECKSUM TABLE banyan.barrier, banyan.heartbeat, banyan.applied, sales_order, catalog_product_entity')).toEqual(before);
  const client = new Client(target);
  await client.connect();
  const { rows } = await client.query("SELECT count(*)::int AS n FROM pg_namespace WHERE nspname IN ('banyan', 'order', 'catalog')").finally(() => client.end());
  expect(rows).toEqual([{ n: 0 }]);
});

test('a wrong password is one finding, without the password, and the targets are still asked', async () => {
  const assessment = await shop.assess({ BANYAN_SOURCE_PASSWORD: 'wrong-secret' });
  expect(ofCheck(assessment, 'source')).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/Access denied/), remedy: expect.stringMatching(/^check user .+ and its password in BANYAN_SOURCE_URL/) })]);
  expect(JSON.stringify(assessment)).not.toContain('wrong-secret');
  expect(assessment.notRun).toEqual(expect.arrayContaining(['grants', 'mapping', 'size']));
  expect(ofCheck(assessment, 'target')).toEqual([expect.objectContaining({ severity: 'ok' })]);
});

test('a source that does not answer is named as such', async () => {
  const assessment = await shop.assess({ BANYAN_SOURCE_URL: 'mysql://banyan@127.0.0.1:1/shop' });
  expect(ofCheck(assessment, 'source')[0]).toMatchObject({ severity: 'blocker', says: expect.stringMatching(/not reachable.*ECONNREFUSED/), remedy: expect.stringMatching(/reachable/) });
});

test.each(['REPLICATION SLAVE', 'MONITOR', 'SELECT', 'UPDATE', 'DELETE', 'INSERT', 'SELECT on banyan'])('without %s the missing grant is told as the statement that gives it', async (privilege) => {
  const { user, database, kind } = shop.source;
  const monitor = kind === 'mariadb' ? 'BINLOG MONITOR' : 'REPLICATION CLIENT';
  const [name, on] = privilege === 'MONITOR' ? [monitor, '*.*'] : privilege === 'REPLICATION SLAVE' ? [privilege, '*.*']
    : privilege === 'SELECT' ? [privilege, `\`${database.replace(/_/g, '\\_')}\`.*`] : [privilege.replace(' on banyan', ''), '`banyan`.*'];
  await shop.sql(`REVOKE ${name} ON ${on} FROM '${user}'@'%'`);
  const found = ofCheck(await shop.assess(), 'grants');
  expect(found).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringContaining(`lacks ${name} on`) })]);
  const statement = /GRANT .*/.exec(found[0]!.remedy)![0];
  await shop.sql(statement);
  expect(blockers(await shop.assess())).toEqual([]);
});

test('a missing table is named with the entity that needs it', async () => {
  await shop.sql('RENAME TABLE sales_order_payment TO sales_order_payment_away');
  const assessment = await shop.assess();
  await shop.sql('RENAME TABLE sales_order_payment_away TO sales_order_payment');
  expect(ofCheck(assessment, 'mapping')).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/needs .*sales_order_payment/) })]));
  expect(ofCheck(assessment, 'unmapped-tables')).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/sales_order_payment_away/) })]));
});

test('an absent attribute is named', async () => {
  await shop.sql("UPDATE eav_attribute SET attribute_code = 'msrp_away' WHERE attribute_code = 'msrp'");
  const assessment = await shop.assess();
  await shop.sql("UPDATE eav_attribute SET attribute_code = 'msrp' WHERE attribute_code = 'msrp_away'");
  expect(ofCheck(assessment, 'attributes')).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'warning', says: expect.stringMatching(/product names 1 attribute.*: msrp;/) })]));
});

test('a table of an extension is unknown only while it holds rows', async () => {
  await shop.sql('CREATE TABLE vendor_ledger (id int PRIMARY KEY)');
  expect(ofCheck(await shop.assess(), 'unmapped-tables').every(({ severity }) => severity === 'ok')).toBe(true);
  await shop.sql('INSERT INTO vendor_ledger VALUES (1)');
  const found = ofCheck(await shop.assess(), 'unmapped-tables');
  await shop.sql('DROP TABLE vendor_ledger');
  expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/^1 tables .*vendor_ledger/), remedy: expect.stringContaining('--acknowledge unmapped-tables') })]));
});

test('one SKU on two rows, and SKUs that only differ by case, are counted', async () => {
  await shop.sql("INSERT INTO catalog_product_entity (entity_id, attribute_set_id, sku) VALUES (9001, 4, 'TWICE'), (9002, 4, 'TWICE')");
  expect(ofCheck(await shop.assess(), 'collisions')).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'warning', says: expect.stringMatching(/^1 value of catalog_product_entity.sku stands on more than one row/) })]));
  await shop.sql("UPDATE catalog_product_entity SET sku = 'Twice ' WHERE entity_id = 9002");
  const folded = ofCheck(await shop.assess(), 'collisions');
  await shop.sql('DELETE FROM catalog_product_entity WHERE entity_id > 9000');
  expect(folded).toEqual(expect.arrayContaining([expect.objectContaining({ severity: 'warning', says: expect.stringMatching(/differ only by case/) })]));
});

test('orphans that no foreign key prevents are counted', async () => {
  const counted = async (): Promise<number> => Number(/(\d+) of sales_order_tax/.exec(ofCheck(await shop.assess(), 'orphans')[0]!.says)?.[1] ?? 0);
  const before = await counted();
  await shop.sql("INSERT INTO sales_order_tax (order_id, code, percent, amount, priority, position, process, base_amount, base_real_amount) VALUES (4000000, 'x', 1, 1, 1, 1, 0, 1, 1)");
  const after = await counted();
  await shop.sql('DELETE FROM sales_order_tax WHERE order_id = 4000000');
  expect(after).toBe(before + 1);
});

test('a table that is not transactional is named', async () => {
  await shop.sql('ALTER TABLE inventory_reservation ENGINE = MyISAM');
  const found = ofCheck(await shop.assess(), 'table-engines');
  await shop.sql('ALTER TABLE inventory_reservation ENGINE = InnoDB');
  expect(found).toEqual([expect.objectContaining({ severity: 'warning', says: expect.stringMatching(/inventory_reservation \(MyISAM\)/) })]);
});

test('a database without a shop says what it looked for', async () => {
  const empty = await servers.createSourceDatabase();
  const assessment = await shop.assess({ BANYAN_SOURCE_URL: `mysql://${empty.user}@${empty.host}:${empty.port}/${empty.database}`, BANYAN_SOURCE_PASSWORD: empty.password });
  expect(ofCheck(assessment, 'shop')).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/no table named \*eav_attribute/) })]);
});

test('two shops in one database ask for a prefix', async () => {
  await shop.sql('CREATE TABLE old_eav_attribute (attribute_id int PRIMARY KEY)');
  const assessment = await shop.assess();
  const chosen = await shop.assess({ BANYAN_SOURCE_PREFIX: '' });
  await shop.sql('DROP TABLE old_eav_attribute');
  expect(ofCheck(assessment, 'shop')).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/several shops/) })]);
  expect(blockers(chosen)).toEqual([]);
});

test.each([
  ['does not answer', (url: string) => url.replace(/:\d+\//, ':1/'), /not reachable/, /up and reachable/],
  ['does not exist', (url: string) => `${url}_nowhere`, /does not exist/, /CREATE DATABASE/],
])('a target that %s', async (_, change, says, remedy) => {
  const assessment = await shop.assess({ BANYAN_TARGET_URL: change(shop.settings.BANYAN_TARGET_URL!) });
  expect(ofCheck(assessment, 'target')).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(says), remedy: expect.stringMatching(remedy) })]);
  expect(assessment.notRun).toContain('target-rights');
});

test('a target user without rights gets the statement that gives them', async () => {
  const poor = `poor_${process.pid}`;
  await onTarget(target, `CREATE ROLE ${poor} LOGIN PASSWORD 'poor'`);
  const settings = { BANYAN_TARGET_URL: `postgres://${poor}@${target.host}:${target.port}/${target.database}`, BANYAN_TARGET_PASSWORD: 'poor' };
  const found = ofCheck(await shop.assess(settings), 'target-rights');
  expect(found).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/lacks CREATE/) })]);
  await onTarget(target, found[0]!.remedy);
  const after = ofCheck(await shop.assess(settings), 'target-rights');
  await onTarget(target, `DROP OWNED BY ${poor}; DROP ROLE ${poor}`);
  expect(after).toEqual([expect.objectContaining({ severity: 'ok' })]);
});

test('tables that somebody else made are never written to', async () => {
  const used = await servers.createTargetDatabase();
  await onTarget(used, 'CREATE SCHEMA "order"; CREATE TABLE "order".orders (id int)');
  const assessment = await shop.assess({ BANYAN_TARGET_URL: `postgres://${used.user}@${used.host}:${used.port}/${used.database}` });
  expect(ofCheck(assessment, 'target-contents')).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/tables in order that Banyan did not make/) })]);
});

test('a wrong id key is found before anything is written with it', async () => {
  const control = await servers.createTargetDatabase();
  const settings = { ...shop.settings, BANYAN_CONTROL_URL: `postgres://${control.user}:${control.password}@${control.host}:${control.port}/${control.database}` };
  const config = parseConfig(settings);
  await prepareTargets(config);
  const context = await openContext(config);
  const uuid = context.ids.one({ entity: 'order', wide: false }, 1);
  await context.close();
  await onTarget(target, `INSERT INTO banyan.magento_id_map (entity_type, magento_id, new_uuid, derived) VALUES ('order', 1, '${uuid}', true)`);
  expect(ofCheck(await shop.assess(settings), 'id-key')).toEqual([expect.objectContaining({ severity: 'ok' })]);
  await onTarget(control, "UPDATE banyan.settings SET value = repeat('0', 32) WHERE name = 'id_key'");
  const wrong = ofCheck(await shop.assess(settings), 'id-key');
  expect(wrong).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/not the one/), remedy: expect.stringMatching(/BANYAN_CONTROL_URL/) })]);
  await expect(openContext(config)).rejects.toMatchObject({ failure: 'InvalidInput' });
  await onTarget(control, "DELETE FROM banyan.settings WHERE name = 'id_key'");
  expect(ofCheck(await shop.assess(settings), 'id-key')).toEqual([expect.objectContaining({ severity: 'blocker', says: expect.stringMatching(/has no id key/) })]);
});
