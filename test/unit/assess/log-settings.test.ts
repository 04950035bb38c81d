import type { Severity } from '../../../contracts/assessment';
import { leftOut } from '../../../pipeline/assess/source/log-filters';
import { retentionOf } from '../../../pipeline/assess/source/log-retention';
import { logSettings } from '../../../pipeline/assess/source/log-settings';
import { variablesFrom } from '../../../pipeline/assess/source/read-variables';
import { runChecks } from '../../../pipeline/assess/run-checks';
import type { ServerView } from '../../../pipeline/assess/source/source-view';

const sound = {
  log_bin: 'ON', binlog_format: 'ROW', binlog_row_image: 'FULL', binlog_row_metadata: 'FULL', log_bin_compress: 'OFF',
  sync_binlog: '1', innodb_flush_log_at_trx_commit: '1',
};

const severities = async (settings: Readonly<Record<string, string>>): Promise<Record<string, Severity>> => {
  const findings = await runChecks(logSettings, { variables: variablesFrom(settings) } as ServerView);
  return Object.fromEntries(findings.filter(({ severity }) => severity !== 'ok').map(({ check, severity }) => [check, severity]));
};

test('a log as Banyan ships it has nothing to be found', async () => {
  expect(await severities(sound)).toEqual({});
});

test.each<[string, Record<string, string>, Record<string, Severity>]>([
  ['no log', { log_bin: 'OFF' }, { 'log-bin': 'blocker' }],
  ['statements', { binlog_format: 'STATEMENT' }, { 'log-format': 'blocker' }],
  ['mixed', { binlog_format: 'MIXED' }, { 'log-format': 'blocker' }],
  ['half rows', { binlog_row_image: 'MINIMAL' }, { 'log-row-image': 'blocker' }],
  ['no names', { binlog_row_metadata: 'NO_LOG' }, { 'log-row-metadata': 'warning' }],
  ['compressed events', { log_bin_compress: 'ON' }, { 'log-compression': 'blocker' }],
  ['compressed transactions', { binlog_transaction_compression: 'ON' }, { 'log-compression': 'blocker' }],
  ['partial JSON', { binlog_row_value_options: 'PARTIAL_JSON' }, { 'log-partial-json': 'blocker' }],
  ['another order', { binlog_order_commits: 'OFF' }, { 'log-order': 'blocker' }],
  ['lazy log', { sync_binlog: '0' }, { 'log-durability': 'warning' }],
  ['lazy tables', { innodb_flush_log_at_trx_commit: '2' }, { 'log-durability': 'warning' }],
])('%s', async (_, change, expected) => {
  expect(await severities({ ...sound, ...change })).toEqual(expected);
});

test('a setting that the server does not know and that matters is not taken for sound', async () => {
  const { binlog_row_image: _dropped, ...rest } = sound;
  expect(await severities(rest)).toEqual({ 'log-row-image': 'blocker' });
});

test('every finding has a remedy', async () => {
  const findings = await runChecks(logSettings, { variables: variablesFrom({ binlog_order_commits: 'OFF' }) } as ServerView);
  for (const { severity, remedy } of findings) expect(remedy === '').toBe(severity === 'ok');
});

test.each([
  [undefined, []],
  [{ Binlog_Do_DB: '', Binlog_Ignore_DB: '' }, []],
  [{ Binlog_Do_DB: 'shop' }, ['banyan']],
  [{ Binlog_Do_DB: 'shop,banyan' }, []],
  [{ Binlog_Do_DB: 'other' }, ['shop', 'banyan']],
  [{ Binlog_Ignore_DB: 'mysql, shop' }, ['shop']],
])('filters %j leave out %j', (status, expected) => {
  expect(leftOut(status, ['shop', 'banyan'])).toEqual(expected);
});

test.each([
  [{ binlog_expire_logs_seconds: '604800', expire_logs_days: '7.000000' }, 604_800],
  [{ expire_logs_days: '0.500000' }, 43_200],
  [{ binlog_expire_logs_seconds: '0', expire_logs_days: '3' }, 259_200],
  [{ binlog_expire_logs_seconds: '0', expire_logs_days: '0.000000' }, undefined],
  [{}, undefined],
])('retention of %j is %j seconds', (settings, expected) => {
  expect(retentionOf(variablesFrom(settings as Record<string, string>))).toBe(expected);
});
