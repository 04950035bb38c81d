import { randomBytes } from 'node:crypto';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Context } from '@temporalio/activity';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { ReadCutoverActivities } from '../../activities/read-cutover/read-cutover-activities';
import { queuesOf } from '../../contracts/messages';
import { signatureOf, type GateCheck } from '../../contracts/gate-check';
import { parseCutoverPlan, type CutoverPlanInput } from '../../contracts/cutover-plan';
import type { CutoverOutcome, CutoverStatus } from '../../contracts/read-cutover';
import { bundleWorkflows } from '../../workers/bundle-workflows';
import { useServers } from '../servers';

const me = { who: 'ann', why: 'test' };
const pass = (name: string): GateCheck => ({ name, verdict: 'pass', detail: '' });
const fail = (name: string): GateCheck => ({ name, verdict: 'fail', detail: 'so it is' });

let connection: Connection;
let native: NativeConnection;
const servers = useServers({ parts: ['temporal'] });
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const { address } = servers.stack().temporal!;
  connection = await Connection.connect({ address });
  native = await NativeConnection.connect({ address });
});
const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });
afterAll(async () => {
  await native.close();
  await connection.close();
});

/** A cutover on a real Temporal server, over gateways that are not there. */
interface TestCutover {
  /** What the workflow's id says. */
  readonly domain: string;
  readonly handle: WorkflowHandle;
  readonly calls: { readonly name: string; readonly input: Record<string, unknown> }[];
  checks: GateCheck[];
  mismatches: number;
  onSet: () => void;
  onCheck: () => void;
  said(name: string): Record<string, unknown>[];
  status(): Promise<CutoverStatus>;
  until(what: string, asked: (status: CutoverStatus) => boolean): Promise<CutoverStatus>;
  say(name: string, word?: object): Promise<unknown>;
}

async function start(plan: Omit<CutoverPlanInput, 'domain'>): Promise<TestCutover> {
  const prefix = `t${randomBytes(5).toString('hex')}`;
  const queue = queuesOf(prefix).control;
  const note = <I, T>(name: string, answer: (input: I) => T | Promise<T>) => async (input: I): Promise<T> => {
    if (name !== 'checkReads') test.calls.push({ name, input: input as Record<string, unknown> });
    return answer(input);
  };
  const activities: ReadCutoverActivities = {
    readCutoverPlan: note('readCutoverPlan', ({ input }: { input: unknown }) => parseCutoverPlan(input)),
    checkReads: note('checkReads', () => { test.onCheck(); return test.checks; }),
    watchReads: note('watchReads', async ({ seen, until }: { seen: string; until?: string }) => {
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), 200);
      try {
        while (signatureOf(test.checks) === seen && !(until !== undefined && Date.now() >= Date.parse(until))) await context.sleep(30);
      } finally {
        clearInterval(beat);
      }
    }),
    setReads: note('setReads', () => { test.onSet(); return { version: 1 }; }),
    compareDomain: note('compareDomain', () => ({ compared: 1000, mismatches: test.mismatches, quarantined: 0, differing: test.mismatches > 0 ? ['product'] : [] })),
    scheduleConsistency: note('scheduleConsistency', () => undefined),
    endConsistency: note('endConsistency', () => undefined),
  };
  const worker = await Worker.create({
    connection: native, taskQueue: queue, workflowBundle: await bundleWorkflows(), activities, shutdownGraceTime: '100 milliseconds',
    maxHeartbeatThrottleInterval: '100 milliseconds', defaultHeartbeatThrottleInterval: '100 milliseconds',
  });
  const running = worker.run();
  const client = new Client({ connection });
  const handle = await client.workflow.start('readCutover', { workflowId: `read-cutover/${prefix}`, taskQueue: queue, args: [{ domain: 'catalog', ...plan }] });
  ends.push(async () => {
    await handle.terminate('the test is over').catch(() => undefined);
    worker.shutdown();
    await running;
  });
  const status = (): Promise<CutoverStatus> => handle.query('status');
  const test: TestCutover = {
    domain: prefix, handle, calls: [], checks: [pass('flag'), pass('lag')], mismatches: 0, onSet: () => undefined, onCheck: () => undefined, status,
    said: (name) => test.calls.filter((call) => call.name === name).map(({ input }) => input),
    until: async (what, asked) => {
      for (const end = Date.now() + 60_000; ;) {
        const found = await status();
        if (asked(found)) return found;
        if (Date.now() > end) throw new Error(`never: ${what}; it is ${JSON.stringify(found)}`);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    say: (name, word) => handle.executeUpdate(name, { args: [{ ...me, ...word }] }),
  };
  return test;
}

const quick = { gates: 'auto', teamHoldSeconds: 0.5, holdSeconds: 1, recheckSeconds: 0.05 } as const;

test('by itself: the team, everyone, samples, and done', async () => {
  const cutover = await start(quick);
  expect(await cutover.handle.result() as CutoverOutcome).toMatchObject({ domain: cutover.domain, state: 'done' });
  expect(cutover.said('setReads')).toEqual([expect.objectContaining({ domain: cutover.domain, team: 10 }), expect.objectContaining({ everyone: 100, team: 100 })]);
  expect(cutover.said('compareDomain')).toEqual([{ domain: cutover.domain, samples: 1000 }]);
  expect(cutover.said('scheduleConsistency')).toEqual([expect.objectContaining({ everyMinutes: 15, samples: 100 })]);
  expect(cutover.said('endConsistency')).toEqual([]);
});

test('by hand: each stage waits for approval, and refuses it before its time and while a check fails', async () => {
  const cutover = await start({ ...quick, gates: 'manual', teamHoldSeconds: 3 });
  await cutover.until('waits', ({ state }) => state === 'waiting');
  await expect(cutover.say('approve', { stage: 'team' })).rejects.toMatchObject({ cause: { message: 'stage team does not wait; preconditions does' } });
  await cutover.say('approve', { stage: 'preconditions' });
  await cutover.until('the team holds', ({ stage, state }) => stage === 'team' && state === 'holding');
  await expect(cutover.say('approve')).rejects.toMatchObject({ cause: { message: expect.stringContaining('stage team holds until 20') } });
  cutover.checks = [pass('flag'), fail('lag')];
  await cutover.until('waits with a failing check', ({ state, checks }) => state === 'waiting' && checks.some(({ verdict }) => verdict === 'fail'));
  await expect(cutover.say('approve')).rejects.toMatchObject({ cause: { message: expect.stringContaining('lag: so it is') } });
  cutover.checks = [pass('flag'), pass('lag')];
  await cutover.until('all pass', ({ checks }) => checks.every(({ verdict }) => verdict === 'pass'));
  await cutover.handle.signal('approve', me);
  await cutover.until('everyone, with samples', ({ stage, checks }) => stage === 'everyone' && checks.some(({ name }) => name === 'samples'));
  await cutover.say('approve');
  expect(await cutover.handle.result()).toMatchObject({ state: 'done', said: me });
});

test('a flag that is not in force breaks the hold off, and its time begins anew', async () => {
  const cutover = await start({ ...quick, holdSeconds: 4 });
  const first = await cutover.until('everyone holds', ({ stage, state }) => stage === 'everyone' && state === 'holding');
  cutover.checks = [fail('flag'), pass('lag')];
  await cutover.until('broken', ({ state }) => state === 'broken');
  cutover.checks = [pass('flag'), pass('lag')];
  const again = await cutover.until('holds again', ({ state }) => state === 'holding');
  expect(Date.parse(again.heldSince!)).toBeGreaterThan(Date.parse(first.heldSince!));
  expect(again.timeline.map(({ what }) => what)).toContain('stage everyone is broken off');
  expect(await cutover.handle.result()).toMatchObject({ state: 'done' });
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(again.heldSince!) + 4_000);
});

test('samples that differ keep it from ending until they are compared again and equal', async () => {
  const cutover = await start({ ...quick, holdSeconds: 0 });
  cutover.mismatches = 3;
  const waiting = await cutover.until('differs', ({ checks }) => checks.some(({ name, verdict }) => name === 'samples' && verdict === 'fail'));
  expect(waiting.checks.at(-1)!.detail).toBe('3 rows differ in 1000 samples (product); 0 in quarantine');
  cutover.mismatches = 0;
  await cutover.say('resume');
  expect(await cutover.handle.result()).toMatchObject({ state: 'done' });
});

test('rollback waits for nothing, not even for a step that is tried again and again', async () => {
  const cutover = await start({ ...quick, teamHoldSeconds: 600 });
  await cutover.until('the team holds', ({ stage, state }) => stage === 'team' && state === 'holding');
  let tries = 0;
  cutover.onCheck = () => { throw new Error(`the database is away, try ${++tries}`); };
  cutover.checks = [pass('flag')];
  await cutover.until('it is tried', () => tries > 0);
  await cutover.say('rollback', { why: 'prices look wrong' });
  expect(await cutover.handle.result()).toMatchObject({ state: 'rolledBack', said: { who: 'ann', why: 'prices look wrong' } });
  expect(cutover.said('setReads').at(-1)).toEqual({ domain: cutover.domain, everyone: 0, team: 0, who: 'ann', why: 'prices look wrong' });
  expect(cutover.said('endConsistency')).toHaveLength(1);
});

test('a step that fails for good holds and asks, and goes on when told to', async () => {
  let down = true;
  const cutover = await start({ ...quick, attempts: 1 });
  cutover.onSet = () => { if (down) throw ApplicationFailure.create({ type: 'TargetUnavailable', message: 'the control database is away', nonRetryable: true }); };
  const failed = await cutover.until('fails', ({ state }) => state === 'failed');
  expect(failed.hold).toMatchObject({ failure: 'TargetUnavailable', message: 'the control database is away' });
  down = false;
  await cutover.say('resume');
  expect(await cutover.handle.result()).toMatchObject({ state: 'done' });
});

test('nobody speaks without a name and a reason', async () => {
  const cutover = await start({ ...quick, teamHoldSeconds: 600 });
  await expect(cutover.say('rollback', { why: ' ' })).rejects.toMatchObject({ cause: { message: expect.stringContaining('needs who says it and why') } });
});
