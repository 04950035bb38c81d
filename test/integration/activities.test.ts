import { MockActivityEnvironment } from '@temporalio/testing';
import type { ActivityDeps } from '../../activities/activity-deps';
import { createDeps } from '../../activities/activity-deps';
import { createStreamActivities } from '../../activities/stream-activities';
import { createControlActivities } from '../../activities/control-activities';
import { createDataActivities } from '../../activities/data-activities';
import { parsePlan } from '../../contracts/plan';
import { statedEntities } from '../../pipeline/entity-states';
import { useServers } from '../servers';
import { addCustomer, openShop, type TestShop } from './open-shop';
import { eventually, runShopStream } from './pipeline/run-shop-stream';

const servers = useServers();
const { chunk, throttle } = parsePlan({ run: 'x' });
let shop: TestShop;
let deps: ActivityDeps;

beforeAll(async () => {
  shop = await openShop(servers);
  deps = { config: shop.config, searchable: false, context: async () => shop.context, targets: async () => shop.context, routing: () => Promise.reject(new Error('no routing here')) };
  for (let id = 1; id <= 40; id++) await addCustomer(shop, id, `c${id}@example.test`);
  await shop.magento.query('ANALYZE TABLE customer_entity');
});
afterAll(() => shop.close());

/** Runs an activity as a worker would. */
const run = <Input, Result>(activity: (input: Input) => Promise<Result>, input: Input, environment = new MockActivityEnvironment()): Promise<Result> =>
  environment.run(activity, input);

const copied = async (): Promise<number> => Number((await shop.target('SELECT count(*) AS n FROM customer.customers'))[0]!.n);

test('ranges are planned once per run; another plan of the same run finds them', async () => {
  const { planBackfill } = createControlActivities(deps);
  const first = await run(planBackfill, { run: 'once', include: ['customer'], skip: [], rowsPerRange: 10 });
  expect(first).toEqual([{ entity: 'customer', first: 0, count: expect.any(Number), weight: expect.any(Number) }]);
  expect(first[0]!.count).toBeGreaterThan(1);
  expect(await run(planBackfill, { run: 'once', include: ['customer'], skip: [], rowsPerRange: 100_000 })).toEqual(first);
});

test('an entity that there is not is a mistake in the plan', async () => {
  const { planBackfill } = createControlActivities(deps);
  await expect(run(planBackfill, { run: 'typo', skip: ['custommer'], rowsPerRange: 10 }))
    .rejects.toMatchObject({ type: 'InvalidPlan', nonRetryable: true, message: expect.stringMatching(/^no entity is named custommer; there are: .*customer/) });
});

test('a range is copied, told in heartbeats, and copied again from its first key only when that is asked for', async () => {
  const { planBackfill, forgetCopy } = createControlActivities(deps);
  const { copyPlannedRange } = createDataActivities(deps);
  const [span] = await run(planBackfill, { run: 'copy', include: ['customer'], skip: [], rowsPerRange: 100_000 });
  const environment = new MockActivityEnvironment();
  const beats: unknown[] = [];
  environment.on('heartbeat', (details: unknown) => beats.push(details));
  const range = { run: 'copy', ordinal: span!.first, chunk: { ...chunk, chunk: 15, maxChunk: 15 }, throttle };
  expect(await run(copyPlannedRange, range, environment)).toMatchObject({ aggregates: 40, refused: 0 });
  expect(await copied()).toBe(40);
  expect(beats).toContainEqual({ entity: 'customer', lastKey: 15, rows: expect.any(Number) });
  expect(await run(copyPlannedRange, range)).toMatchObject({ aggregates: 0 });
  await run(forgetCopy, { run: 'copy', entities: ['customer'] });
  expect(await run(copyPlannedRange, range)).toMatchObject({ aggregates: 40 });
});

test('a cancelled range ends after the chunk in hand, and goes on there', async () => {
  const { planBackfill } = createControlActivities(deps);
  const { copyPlannedRange } = createDataActivities(deps);
  await run(planBackfill, { run: 'cancel', include: ['customer'], skip: [], rowsPerRange: 100_000 });
  const range = { run: 'cancel', ordinal: 0, chunk: { ...chunk, chunk: 10, maxChunk: 10 }, throttle };
  const environment = new MockActivityEnvironment();
  environment.on('heartbeat', (details: { lastKey?: number } | undefined) => { if (details?.lastKey) environment.cancel('CANCELLED'); });
  await expect(run(copyPlannedRange, range, environment)).rejects.toMatchObject({ name: 'CancelledFailure' });
  const [progress] = await shop.target("SELECT last_key AS key FROM banyan.progress WHERE run = 'cancel'");
  expect(Number(progress!.key)).toBe(10);
  expect(await run(copyPlannedRange, range)).toMatchObject({ aggregates: 30 });
});

test('a busy source is waited for, and the wait says why', async () => {
  const { planBackfill } = createControlActivities(deps);
  const { copyPlannedRange } = createDataActivities(deps);
  await run(planBackfill, { run: 'busy', include: ['customer'], skip: [], rowsPerRange: 100_000 });
  const environment = new MockActivityEnvironment();
  const beats: { waits?: string }[] = [];
  environment.on('heartbeat', (details: { waits?: string }) => beats.push(details ?? {}));
  const sleeping = Promise.all([1, 2].map(() => shop.context.source.query('SELECT SLEEP(1.5)')));
  const began = Date.now();
  await run(copyPlannedRange, { run: 'busy', ordinal: 0, chunk, throttle: { ...throttle, maxThreadsRunning: 2, pauseMs: 50 } }, environment);
  await sleeping;
  expect(Date.now() - began).toBeGreaterThan(1000);
  expect(beats.map((beat) => beat.waits)).toContainEqual(expect.stringMatching(/^\d+ running threads at the source$/));
});

test('a range that was never planned, and input of the wrong shape, are refused in one sentence', async () => {
  const { copyPlannedRange } = createDataActivities(deps);
  await expect(run(copyPlannedRange, { run: 'nobody', ordinal: 7, chunk, throttle }))
    .rejects.toMatchObject({ type: 'InvalidInput', message: 'run nobody has no range 7: was the control database replaced?' });
  await expect(run(copyPlannedRange, { run: '', ordinal: -1, chunk, throttle })).rejects.toMatchObject({ type: 'InvalidInput', nonRetryable: true, message: expect.stringMatching(/run: .*; ordinal: /) });
});

test('a wrong password is told with its remedy and without the password, and is not tried again', async () => {
  const wrong = createDeps({ ...shop.config, BANYAN_SOURCE_PASSWORD: 'not-the-password' }, false);
  const { planBackfill } = createControlActivities(wrong);
  const failure = await run(planBackfill, { run: 'denied', skip: [], rowsPerRange: 10 }).catch((error: Error) => error);
  expect(failure).toMatchObject({ type: 'AccessDenied', nonRetryable: true, message: expect.stringContaining('ER_ACCESS_DENIED_ERROR') });
  expect(JSON.stringify(failure)).not.toContain('not-the-password');
  await wrong.close();
});

test('gates ask the databases: no stream is a failure, no heartbeat is unknown, and a paused entity is named', async () => {
  const { checkGate, stateEntity, prepareRun } = createControlActivities(deps);
  await run(stateEntity, { entity: 'order', state: 'paused', why: 'SourceSchemaDrift' });
  const checks = await run(checkGate, { gate: 'catchUp', entities: ['order'], maxLagMs: 2000 });
  expect(checks.map(({ name, verdict }) => [name, verdict])).toEqual([['stream', 'fail'], ['lag', 'unknown'], ['waiting keys', 'pass'], ['entities', 'fail'], ['deadLetters', 'pass'], ['gaps', 'pass']]);
  expect(checks.find(({ name }) => name === 'entities')!.detail).toBe('hold: order; retry, re-copy or skip them');
  await run(prepareRun, { run: 'fresh', execution: 'first', skipped: ['review'] });
  expect(await statedEntities(shop.context)).toEqual([{ entity: 'review', state: 'skipped', why: 'the plan leaves it out' }]);
});

test('a run\'s name is used once, and targets belong to one run while its stream is going', async () => {
  const { prepareRun } = createControlActivities(deps);
  await run(prepareRun, { run: 'mine', execution: 'first', skipped: [] });
  // The same workflow may prepare again; another one of that name may not.
  await run(prepareRun, { run: 'mine', execution: 'first', skipped: [] });
  await expect(run(prepareRun, { run: 'mine', execution: 'second', skipped: [] })).rejects.toMatchObject({ type: 'InvalidPlan', message: expect.stringContaining('the name mine was used before') });
  const stream = runShopStream(shop);
  await eventually('the stream', async () => (await shop.target('SELECT 1 FROM banyan.stream_tokens WHERE heartbeat IS NOT NULL')).length > 0);
  await expect(run(prepareRun, { run: 'other', execution: 'third', skipped: [] })).rejects.toMatchObject({ type: 'SecondWriterDetected', message: expect.stringContaining('the run mine is going') });
  await stream.stop();
  await run(prepareRun, { run: 'other', execution: 'third', skipped: [] });
});

test('a verification that missed an entity is not green, whatever it found', async () => {
  const { summarizeVerification, checkGate, planBackfill } = createControlActivities(deps);
  const { comparePlannedRange } = createDataActivities(deps);
  const spans = await run(planBackfill, { run: 'half', include: ['customer', 'website'], skip: [], rowsPerRange: 100_000 });
  const customer = spans.find((span) => span.entity === 'customer')!;
  expect(await run(comparePlannedRange, { run: 'half', ordinal: customer.first, verification: 'half/1', chunk: 100, throttle })).toMatchObject({ aggregates: 40, mismatches: 0 });
  expect(await run(summarizeVerification, { verification: 'half/1', entities: ['customer', 'website'] }))
    .toMatchObject({ mismatches: 0, uncovered: ['website'], green: false });
  const checks = await run(checkGate, { gate: 'verify', entities: ['customer', 'website'], maxLagMs: 2000, verification: 'half/1' });
  expect(checks).toContainEqual({ name: 'coverage', verdict: 'fail', detail: 'not compared whole: website' });
  expect(await run(summarizeVerification, { verification: 'half/1', entities: ['customer'] })).toMatchObject({ uncovered: [], green: true });
});

test('an audit entry that is sent twice stands there once', async () => {
  const { noteAudits } = createControlActivities(deps);
  const entries = [{ run: 'audit', who: 'ann', action: 'pause', why: 'sale', detail: { id: 'e/1' } }, { run: 'audit', who: 'ann', action: 'resume', why: 'over', detail: { id: 'e/2' } }];
  await run(noteAudits, { entries });
  await run(noteAudits, { entries });
  expect(await shop.target("SELECT who, action, why FROM banyan.audit WHERE run = 'audit' ORDER BY id")).toEqual([
    { who: 'ann', action: 'pause', why: 'sale' }, { who: 'ann', action: 'resume', why: 'over' }]);
});

test('a stream worker brings up to date what older workers have prepared, and goes on', async () => {
  const older = await openShop(servers);
  await older.target("DROP TABLE banyan.presence; ALTER TABLE banyan.stream_tokens DROP COLUMN dead_letters; DELETE FROM banyan.migrations WHERE file = '015-presence.sql'");
  const { followSource } = createStreamActivities({ ...deps, config: { ...older.config, BANYAN_SOURCE_SERVER_ID: 130_000 + (process.pid % 10_000) }, context: async () => older.context, targets: async () => older.context });
  const environment = new MockActivityEnvironment();
  const following = run(followSource, { run: 'older', maxRows: 100, maxMs: 20 }, environment).catch((error: unknown) => error);
  await eventually('a token that has moved', async () => (await older.target('SELECT 1 FROM banyan.stream_tokens WHERE label > 0')).length > 0);
  expect(await older.target('SELECT dead_letters FROM banyan.stream_tokens')).toEqual([{ dead_letters: [] }]);
  environment.cancel();
  await following;
  await older.close();
});
