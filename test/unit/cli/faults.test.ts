import { CommandFault } from '../../../cli/command-fault';
import { exitCodes } from '../../../cli/exit-codes';
import { renderColumns } from '../../../cli/render-columns';
import { runCli } from '../../../cli/run-cli';
import { tellFault } from '../../../cli/tell-fault';
import { parseConfig, parseSubscriberConfig } from '../../../contracts/config';
import { BanyanFailure } from '../../../contracts/failures';

/** Runs the command line with given settings and keeps what it wrote. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const written = { out: '', err: '' };
  const code = await runCli(args, {
    terminal: { live: false, out: (text) => void (written.out += text), err: (text) => void (written.err += text) },
    readConfig: () => parseConfig(env), readTargetConfig: () => parseSubscriberConfig(env), who: 'tester', debug: false,
  });
  return { code, ...written };
}

test('five mistakes in the settings are one message that lists all five', async () => {
  const { code, err } = await run(['assess'], {
    BANYAN_SOURCE_URL: 'http://shop', BANYAN_SOURCE_PREFIX: 'mage-2', BANYAN_SOURCE_SERVER_ID: '0', BANYAN_TARGET_URL: 'postgres://db.example/',
    BANYAN_TARGETS: '{"order": 1}',
  });
  expect(code).toBe(exitCodes.usage);
  expect(err.match(/^ {2}- BANYAN_\w+/gm)).toEqual(
    expect.arrayContaining(['BANYAN_SOURCE_URL', 'BANYAN_SOURCE_PREFIX', 'BANYAN_SOURCE_SERVER_ID', 'BANYAN_TARGET_URL', 'BANYAN_TARGETS'].map((name) => `  - ${name}`)));
  expect(err).toMatch(/has 5 problems:/);
  expect(err).toMatch(/remedy: /);
  expect(err).not.toMatch(/ {4}at /);
});

test('a setting that is missing is told with its form, in words of ours', async () => {
  const { err } = await run(['assess'], { BANYAN_TARGET_URL: 'postgres://writer@db/platform' });
  expect(err).toContain('the configuration has 1 problem:\n  - BANYAN_SOURCE_URL: is not set; it looks like mysql://user@host:port/database\n');
  const many = await run(['assess'], { BANYAN_SOURCE_PREFIX: '-', BANYAN_SOURCE_SERVER_ID: 'x', BANYAN_TEMPORAL_QUEUES: '', BANYAN_STATUS_PORT: '1.5', BANYAN_DEBEZIUM_SNAPSHOT: 'no' });
  expect(many.err).toMatch(/has 7 problems/);
  expect(many.err).not.toMatch(/Invalid|expected|pattern/);
});

test.each([
  [[], exitCodes.usage],
  [['nonsense'], exitCodes.usage],
  [['assess', '--nonsense'], exitCodes.usage],
  [['quarantine', 'accept', 'order'], exitCodes.usage],
  [['quarantine', 'show', 'order', 'seven'], exitCodes.usage],
  [['--help'], exitCodes.ok],
  [['help', 'quarantine'], exitCodes.ok],
])('banyan %j ends with %d', async (args, expected) => {
  expect((await run(args)).code).toBe(expected);
});

test('servers that do not answer are named, and assess ends with their exit code', async () => {
  const { code, out } = await run(['assess'], { BANYAN_SOURCE_URL: 'mysql://u@127.0.0.1:1/shop', BANYAN_TARGET_URL: 'postgres://u@127.0.0.1:2/db' });
  expect(code).toBe(exitCodes.unreachable);
  expect(out).toMatch(/BLOCKER source: .*not reachable at 127\.0\.0\.1:1 /);
  expect(out).toMatch(/BLOCKER target: 127\.0\.0\.1:2\/db: .*not reachable at 127\.0\.0\.1:2 /);
});

test('a fault is JSON when JSON was asked for', async () => {
  const { err } = await run(['assess', '--json']);
  expect(JSON.parse(err)).toMatchObject({ error: expect.stringMatching(/BANYAN_SOURCE_URL/), exitCode: exitCodes.usage });
});

test('no password of an address gets out', () => {
  const told = tellFault(new Error('cannot reach postgres://banyan:hunter2@db:5432/shop'));
  expect(told.says).toBe('cannot reach postgres://banyan:***@db:5432/shop');
});

test.each([
  [new BanyanFailure('SourceUnavailable', 'x'), exitCodes.unreachable],
  [new BanyanFailure('InvalidPlan', 'x'), exitCodes.usage],
  [new BanyanFailure('AccessDenied', 'x'), exitCodes.usage],
  [new BanyanFailure('PositionLost', 'x'), exitCodes.failed],
  [new CommandFault({ says: 'x', remedy: 'y', exitCode: exitCodes.finding }), exitCodes.finding],
  ['thrown text', exitCodes.failed],
])('%s has its exit code', (error, expected) => {
  expect(tellFault(error).exitCode).toBe(expected);
});

test('numbers stand right, words left, nothing trails', () => {
  expect(renderColumns(['name', 'rows'], [['order', '5'], ['customer-address', '1,200']])).toBe(
    'name               rows\norder                 5\ncustomer-address  1,200\n');
});
