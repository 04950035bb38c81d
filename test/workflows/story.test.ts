import { partId } from '../../contracts/messages';
import { fails, spansOf } from './fake-activities';
import { useRuns } from './use-runs';

const runs = useRuns();

test('a run goes from the assessment to verified by itself when its gates are automatic', async () => {
  const run = await runs.start();
  expect(await run.outcome()).toEqual({
    run: run.run, state: 'verified', skipped: [],
    verification: { verification: `${run.run}/1`, rows: 500, mismatches: 0, unaccepted: 0, uncovered: [], green: true },
  });
  const names = run.shop.calls.map((call) => call.name).filter((name, index, all) => name !== 'noteAudits' && all.indexOf(name) === index);
  expect(names).toEqual(['readPlan', 'assessShop', 'prepareRun', 'planBackfill', 'passBarrier', 'followSource', 'checkGate',
    'copyPlannedRange', 'completeTargets', 'awaitCatchUp', 'comparePlannedRange', 'summarizeVerification'].sort((a, b) => names.indexOf(a) - names.indexOf(b)));
  expect(names.indexOf('followSource')).toBeLessThan(names.indexOf('copyPlannedRange'));
  expect(run.shop.of('copyPlannedRange')).toHaveLength(5);
  expect(run.shop.of('comparePlannedRange')).toHaveLength(5);
  expect(run.shop.following).toBe(0);
  expect((await run.status()).state).toBe('verified');
});

test('every range is copied once, in the order of the plan, two at a time', async () => {
  let now = 0;
  let most = 0;
  const run = await runs.start({ concurrency: 2 }, (shop) => {
    shop.spans = spansOf({ customer: 3, product: 4, order: 5 });
    shop.rangeMs = 60;
    shop.onCopy = () => {
      now += 1;
      most = Math.max(most, now);
      setTimeout(() => { now -= 1; }, 55);
    };
  });
  await run.outcome();
  const ordinals = run.shop.of<{ ordinal: number }>('copyPlannedRange').map(({ ordinal }) => ordinal);
  expect([...ordinals].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index));
  // Two lanes start at about the same time, so neighbours may swap; nothing else may.
  ordinals.forEach((ordinal, index) => expect(Math.abs(ordinal - index)).toBeLessThanOrEqual(1));
  expect(most).toBe(2);
  expect((await run.status()).backfill).toMatchObject({ ranges: 12, rangesDone: 12, rows: 1200, aggregates: 120, percent: 100 });
});

test('who began a run and that it was aborted at its gate stand in timeline and audit; what is over waits no more', async () => {
  const run = await runs.start({ gates: 'manual' });
  await run.until('the first gate', (status) => status.gate?.gate === 'assess' && status.gate.checks.length > 0);
  expect((await run.timeline())[0]).toMatchObject({ what: 'the run begins', who: 'tester', why: 'gates manual' });
  await run.say('abort');
  await run.outcome();
  const { state, gate, endedAt, startedAt } = await run.status();
  expect({ state, gate }).toEqual({ state: 'aborted', gate: undefined });
  expect(Date.parse(endedAt!)).toBeGreaterThanOrEqual(Date.parse(startedAt));
});

test('a verified run follows the source until somebody says that it is enough', async () => {
  const run = await runs.start({ end: 'follow' });
  await run.until('following', (status) => status.state === 'following');
  expect(run.shop.following).toBe(1);
  await expect(run.say('finish')).resolves.toBe('finishing');
  expect(await run.outcome()).toMatchObject({ state: 'verified', said: { who: 'tester', why: 'test' } });
  expect(run.shop.following).toBe(0);
});

test('what is said is written into the audit, with who and why, once', async () => {
  const run = await runs.start({ end: 'follow' });
  await run.until('following', (status) => status.state === 'following');
  await run.say('retune', { concurrency: 4, who: 'ann', why: 'night' });
  await run.say('finish', { who: 'bob', why: 'done' });
  await run.outcome();
  const entries = run.shop.of<{ entries: { who: string; action: string; why: string; detail: { id: string } }[] }>('noteAudits').flatMap(({ entries }) => entries);
  expect(entries).toContainEqual(expect.objectContaining({ run: run.run, who: 'ann', action: 'retune', why: 'night', detail: expect.objectContaining({ said: '{"concurrency":4}' }) }));
  expect(entries).toContainEqual(expect.objectContaining({ who: 'bob', action: 'finish', why: 'done' }));
  expect(new Set(entries.map(({ detail }) => detail.id)).size).toBe(entries.length);
});

test('a plan that is wrong fails the run with every problem in one message, and nothing is done', async () => {
  const run = await runs.start({ concurrency: 0, gates: 'perhaps' as never });
  const error = await run.outcome().catch((failure: Error) => failure);
  expect(String((error as Error & { cause: { cause: Error } }).cause.cause.message)).toMatch(/2 problem\(s\)[\s\S]*concurrency[\s\S]*gates/);
  expect(run.shop.calls.map((call) => call.name)).toEqual(['readPlan']);
});

test('a step that fails for good holds and asks, and goes on once told to', async () => {
  let broken = true;
  const run = await runs.start({}, (shop) => {
    shop.onAssess = () => { if (broken) fails('AccessDenied', 'user banyan lacks SELECT'); };
  });
  const { holds } = await run.until('holding', (status) => status.state === 'holding');
  expect(holds).toEqual([expect.objectContaining({ part: 'run', failure: 'AccessDenied', message: 'user banyan lacks SELECT', remedy: expect.stringContaining('grant') })]);
  broken = false;
  await run.say('resume');
  expect(await run.outcome()).toMatchObject({ state: 'verified' });
});

test('the stream holds when its position is lost, and begins anew once told to, with everything copied again', async () => {
  let lost = false;
  const run = await runs.start({ end: 'follow' }, (shop) => {
    shop.onFollow = () => { if (lost) fails('PositionLost', 'the log was purged'); };
  });
  await run.until('following', (status) => status.state === 'following');
  lost = true;
  await run.client.workflow.getHandle(partId(run.run, 'stream')).terminate('planted');
  await run.until('holding', (status) => status.holds.some((hold) => hold.part === 'stream'));
  lost = false;
  const before = run.shop.of('copyPlannedRange').length;
  await run.say('restartStream');
  await run.until('following again', (status) => status.state === 'following');
  expect(run.shop.of('forgetPosition')).toHaveLength(1);
  expect(run.shop.of('forgetCopy')).toEqual([{ run: run.run, entities: ['customer', 'order'] }]);
  expect(run.shop.of('copyPlannedRange')).toHaveLength(before + 5);
  expect(run.shop.following).toBe(1);
  await run.say('finish');
});

test('the plan may restart a stream that has lost its position; otherwise a person does, and nobody finishes before', async () => {
  let lost = false;
  const begin = (positionLost: 'ask' | 'restart') => runs.start({ end: 'follow', positionLost }, (shop) => {
    shop.onFollowing = () => { if (lost && shop.of('forgetPosition').length === 0) fails('PositionLost', 'the log was purged'); };
  });
  const [restarting, asking] = [await begin('restart'), await begin('ask')];
  for (const run of [restarting, asking]) await run.until('following', (status) => status.state === 'following');
  lost = true;
  const isAgain = { verification: `${restarting.run}/2` };
  const again = await restarting.until('verified again', (status) => status.state === 'following' && status.verification?.verification === isAgain.verification);
  expect(again.verification).toMatchObject({ ...isAgain, green: true });
  expect(restarting.shop.of('forgetCopy')).toHaveLength(1);
  await restarting.say('finish');

  await asking.until('the loss', (status) => status.holds.some((hold) => hold.failure === 'PositionLost'));
  await expect(asking.say('finish')).rejects.toThrow();
  expect(asking.shop.of('forgetPosition')).toEqual([]);
  await asking.say('restartStream');
  await asking.until('verified again', (status) => status.state === 'following' && status.verification?.verification === `${asking.run}/2`);
  await asking.say('finish');
});

test('a stream that was ended from outside is started again when the run is told to go on', async () => {
  const run = await runs.start({ end: 'follow' });
  await run.until('following', (status) => status.state === 'following');
  await run.client.workflow.getHandle(partId(run.run, 'stream')).terminate('planted');
  await run.until('the hold', (status) => status.holds.some((hold) => hold.part === 'stream'));
  await run.say('resume');
  await run.until('the second stream', (status) => run.shop.of('followSource').length === 2 && status.holds.length === 0);
  await run.say('finish');
});

test('differences are repaired once and everything is compared again when the plan says so', async () => {
  const run = await runs.start({ verification: { repair: true } }, (shop) => { shop.mismatches = [3, 0]; });
  expect(await run.outcome()).toMatchObject({ verification: { verification: `${run.run}/2`, mismatches: 0, green: true } });
  expect(run.shop.of('repairMismatches')).toEqual([{ verification: `${run.run}/1` }]);
  expect(run.shop.of('comparePlannedRange')).toHaveLength(10);
});
