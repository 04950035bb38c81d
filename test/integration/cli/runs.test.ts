import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { runCli } from '../../../cli/run-cli';
import { parseConfig, parseSubscriberConfig } from '../../../contracts/config';
import { queuesOf, starterMemo } from '../../../contracts/messages';
import { useServers } from '../../servers';

const servers = useServers({ parts: ['temporal'] });
const queues = `cli${process.pid}`;
const run = `cli-${process.pid}`;
let connection: NativeConnection;
let worker: Worker;
let working: Promise<void>;

beforeAll(async () => {
  connection = await NativeConnection.connect({ address: servers.stack().temporal!.address });
  worker = await Worker.create({ connection, taskQueue: queuesOf(queues).control, workflowsPath: require.resolve('./answering-run.ts') });
  working = worker.run();
});
afterAll(async () => {
  worker?.shutdown();
  await working;
  await connection?.close();
});

/** Nobody answers here: what comes from the databases is told as unknown. */
const nowhere = { BANYAN_TARGET_URL: 'postgres://u@127.0.0.1:1/db' };

/** Runs one command as a person named tester; `types` is what is typed when asked. */
async function banyan(args: readonly string[], { types, address }: { types?: string; address?: string } = {}) {
  const written = { out: '', err: '' };
  const code = await runCli(args, {
    terminal: {
      live: false, out: (text) => void (written.out += text), err: (text) => void (written.err += text),
      ...(types === undefined ? {} : { ask: async () => types }),
    },
    readTargetConfig: () => parseSubscriberConfig(nowhere),
    readConfig: () => parseConfig({
      ...nowhere, BANYAN_SOURCE_URL: 'mysql://u@127.0.0.1:1/shop',
      BANYAN_TEMPORAL_ADDRESS: address ?? servers.stack().temporal!.address, BANYAN_TEMPORAL_QUEUES: queues,
    }),
    who: 'tester', debug: false,
  });
  return { code, ...written };
}

test('a plan with three mistakes starts nothing and is one message', async () => {
  const { code, err } = await banyan(['start', '--run', 'no spaces', '--concurrency', '99', '--gates', 'perhaps']);
  expect(code).toBe(2);
  expect(err).toMatch(/the plan has 3 problem\(s\)/);
  expect(err.match(/^ {2}- (run|concurrency|gates):/gm)).toHaveLength(3);
});

test('an entity that is none is refused with the list of those there are', async () => {
  const { code, err } = await banyan(['start', '--include', 'orders']);
  expect(code).toBe(2);
  expect(err).toMatch(/There are: .*customer-address.*order/);
});

test('a run whose workflow was refused or ended from outside is told as over, with what it said', async () => {
  const client = new Client({ connection: await Connection.connect({ address: servers.stack().temporal!.address }) });
  const begin = (name: string) => client.workflow.start('migration', { workflowId: `migration/${name}`, taskQueue: queuesOf(queues).control, args: [{ run: name }] });
  await begin(`${run}-refused`);
  await client.workflow.getHandle(`migration/${run}-refused`).signal('fail', 'the plan has 2 problems');
  await client.workflow.getHandle(`migration/${run}-refused`).result().catch(() => undefined);
  const refused = await banyan(['status', '--run', `${run}-refused`]);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('is over: failed: the plan has 2 problems') });
  await (await begin(`${run}-ended`)).terminate();
  expect(await banyan(['timeline', '--run', `${run}-ended`])).toMatchObject({ code: 1, err: expect.stringContaining('is over: terminated') });
  await client.connection.close();
});

test('a run is started once: a second one of that name is told apart, and how', async () => {
  const first = await banyan(['start', '--run', run, '--skip', 'cart', '--json']);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.out)).toMatchObject({ workflowId: `migration/${run}`, plan: { skip: ['cart'], gates: 'manual' } });
  const client = new Client({ connection: await Connection.connect({ address: servers.stack().temporal!.address }) });
  expect((await client.workflow.getHandle(`migration/${run}`).describe()).memo).toEqual({ [starterMemo]: 'tester' });
  await client.connection.close();
  const second = await banyan(['start', '--run', run]);
  expect(second.code).toBe(2);
  expect(second.err).toMatch(new RegExp(`there is a run ${run} already\\n {2}remedy: follow it with banyan status --run ${run}`));
});

test('status tells phase, gate, pace and time left, and what it could not learn', async () => {
  const { code, out } = await banyan(['status', '--run', run]);
  expect(code).toBe(1);
  expect(out).toMatch(/waiting, in backfill/);
  expect(out).toMatch(/fail {4}stream: it stands still/);
  expect(out).toMatch(/50\.0 %.*4,000 rows, 1,234 rows\/s, done in 60 s \(45 s to 80 s\)/);
  expect(out).toMatch(/stream {4}unknown: target database: not reachable/);
});

test('status for scripts is JSON', async () => {
  const { out } = await banyan(['--json', 'status', '--run', run]);
  expect(JSON.parse(out)).toMatchObject({ run, phase: 'backfill', stream: expect.stringMatching(/not reachable/) });
});

test('a refusal carries the run\'s own reason', async () => {
  const { code, err } = await banyan(['approve', '--run', run, '--why', 'looks good']);
  expect(code).toBe(1);
  expect(err).toMatch(/refuses: the check stream fails/);
});

test('words reach the run with who and why', async () => {
  expect((await banyan(['skip', 'wishlist', '--run', run, '--why', 'not needed'])).code).toBe(0);
  expect((await banyan(['retune', '--run', run, '--concurrency', '3', '--max-latency-ms', '100'])).code).toBe(0);
  const { out } = await banyan(['timeline', '--run', run, '--json']);
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({ who: 'tester', what: 'skip wishlist', why: 'not needed' }),
    expect.objectContaining({ who: 'tester', what: expect.stringContaining('"concurrency":3,"throttle":{"maxLatencyMs":100}') }),
  ]);
});

test.each([
  [['approve'], /--why/],
  [['skip', 'wishes', '--why', 'x'], /There are/],
  [['retune'], /nothing is to be changed/],
  [['start', '--plan', '/nowhere.json'], /cannot be read \(ENOENT\)/],
])('banyan %j is refused before anything is said', async (args, says) => {
  const { code, err } = await banyan([...args, '--run', run]);
  expect(code).toBe(2);
  expect(err).toMatch(says);
});

test('a run that is not there is told as such', async () => {
  const { code, err } = await banyan(['pause', '--run', 'nobody']);
  expect(code).toBe(2);
  expect(err).toMatch(/there is no run nobody, or it is over/);
});

test('abort wants the name typed', async () => {
  expect(await banyan(['abort', '--run', run, '--why', 'test'])).toMatchObject({ code: 2, err: expect.stringMatching(/nobody is there to confirm/) });
  expect(await banyan(['abort', '--run', run, '--why', 'test'], { types: 'yes' })).toMatchObject({ code: 2, err: expect.stringMatching(/not confirmed: nothing was done/) });
  expect(await banyan(['abort', '--run', run, '--why', 'test'], { types: `${run}\n` })).toMatchObject({ code: 0 });
  expect(JSON.parse((await banyan(['status', '--run', run, '--json'])).out)).toMatchObject({ state: 'aborted' });
});

test('the name of a run that is over is not used again', async () => {
  expect(await banyan(['start', '--run', run])).toMatchObject({ code: 2, err: expect.stringMatching(/already/) });
});

test('a Temporal that does not answer is exit code 3 with its remedy', async () => {
  expect(await banyan(['status', '--run', run], { address: '127.0.0.1:1' })).toMatchObject({ code: 3, err: expect.stringMatching(/Temporal does not answer at 127\.0\.0\.1:1\n {2}remedy: start it/) });
});
