import { verdictOf, type Finding } from '../../../contracts/assessment';
import { parseConfig } from '../../../contracts/config';
import { BanyanFailure } from '../../../contracts/failures';
import { ok, someOf } from '../../../pipeline/assess/check';
import { runChecks } from '../../../pipeline/assess/run-checks';
import { backup } from '../../../pipeline/assess/source/backup';
import { asBytes, asTime } from '../../../pipeline/assess/words';

const finding = (severity: Finding['severity']): Finding => ({ check: 'c', severity, says: 's', remedy: '' });

test('the heaviest finding is the verdict', () => {
  expect(verdictOf([])).toBe('ok');
  expect(verdictOf([finding('ok'), finding('blocker'), finding('warning')])).toBe('blocker');
  expect(verdictOf([finding('warning'), finding('ok')])).toBe('warning');
});

test('a check that throws becomes a finding, and the next one runs', async () => {
  const findings = await runChecks([
    { name: 'a', run: async () => { throw new BanyanFailure('SourceUnavailable', 'gone'); } },
    { name: 'b', run: async () => { throw new BanyanFailure('AccessDenied', 'no'); } },
    { name: 'c', run: async () => { throw new Error('odd'); } },
    { name: 'd', run: async () => [ok('fine')] },
  ], undefined);
  expect(findings.map(({ check, severity }) => [check, severity])).toEqual([['a', 'blocker'], ['b', 'warning'], ['c', 'warning'], ['d', 'ok']]);
  expect(findings.slice(0, 3).every(({ says, remedy }) => says.startsWith('this could not be checked') && remedy !== '')).toBe(true);
});

const base = { BANYAN_SOURCE_URL: 'mysql://u@h/shop', BANYAN_TARGET_URL: 'postgres://u@h/db' };
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

test.each([
  ['none', {}, 'warning', /no backup/],
  ['only a name', { BANYAN_BACKUP_NAME: 'nightly' }, 'warning', /no backup/],
  ['a fresh one', { BANYAN_BACKUP_NAME: 'nightly', BANYAN_BACKUP_AT: hoursAgo(3) }, 'ok', /nightly is 3 h old/],
  ['an old one', { BANYAN_BACKUP_NAME: 'nightly', BANYAN_BACKUP_AT: hoursAgo(72) }, 'warning', /3 days old/],
  ['one of tomorrow', { BANYAN_BACKUP_NAME: 'nightly', BANYAN_BACKUP_AT: hoursAgo(-24) }, 'warning', /future/],
])('backup: %s', async (_, settings, severity, says) => {
  const [found] = await backup.run({ config: parseConfig({ ...base, ...settings }) });
  expect(found).toMatchObject({ severity, says: expect.stringMatching(says) });
});

test('long lists of names are cut', () => {
  expect(someOf(['a', 'b'], 2)).toBe('a, b');
  expect(someOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});

test.each([[0, '0 bytes'], [999, '999 bytes'], [1000, '1.0 kB'], [123_456_789, '123 MB'], [1.5e12, '1.5 TB'], [9e15, '9000 TB']])('%d bytes are %s', (bytes, text) => {
  expect(asBytes(bytes)).toBe(text);
});

test.each([[0, '1 s'], [89, '89 s'], [90, '2 min'], [3600, '60 min'], [12_000, '3 h 20 min'], [604_800, '7 days']])('%d seconds are %s', (seconds, text) => {
  expect(asTime(seconds)).toBe(text);
});
