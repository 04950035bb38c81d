import type { WorkflowUpdateFailedError } from '@temporalio/client';
import { gateNames, type MessageName, type PhaseName } from '../../contracts/messages';
import { spansOf } from './fake-activities';
import type { TestRun } from './start-test-run';
import { useRuns } from './use-runs';

const runs = useRuns();

/** What a refused update is told. */
const refusal = async (answer: Promise<unknown>): Promise<string> => {
  const error = await answer.then(() => undefined, (failure: WorkflowUpdateFailedError) => failure);
  if (!error) throw new Error('it was not refused');
  return String((error.cause as Error).message);
};

const atGate = (run: TestRun, gate: PhaseName) => run.until(`gate ${gate}`, (status) => status.gate?.gate === gate && status.gate.checks.length > 0);

test('manual gates open by update and by signal, each with who and why in the timeline', async () => {
  const run = await runs.start({ gates: 'manual' });
  await atGate(run, 'assess');
  expect(run.shop.calls.map((call) => call.name)).toEqual(['readPlan', 'assessShop']);
  await expect(run.say('approve', { gate: 'assess', who: 'ann' })).resolves.toBe('gate assess approved');
  await atGate(run, 'stream');
  expect(run.shop.of('copyPlannedRange')).toHaveLength(0);
  await run.hint('approve', { who: 'bob', why: 'looks good' });
  await atGate(run, 'backfill');
  await run.say('approve');
  await atGate(run, 'catchUp');
  await run.hint('approve');
  await atGate(run, 'verify');
  await run.say('approve');
  expect(await run.outcome()).toMatchObject({ state: 'verified' });
  expect(await run.timeline()).toContainEqual(expect.objectContaining({ who: 'bob', what: 'gate stream opened', why: 'looks good' }));
});

test('an approval is refused while checks fail, and told which; the gate is watched, and opens once they pass', async () => {
  const run = await runs.start({ gates: 'manual' }, (shop) => {
    shop.checks.stream = [{ name: 'stream', verdict: 'unknown', detail: 'nobody answers' }];
  });
  await atGate(run, 'assess');
  await run.say('approve');
  await atGate(run, 'stream');
  expect(await refusal(run.say('approve'))).toBe('gate stream cannot open: stream: nobody answers');
  run.shop.checks.stream = [{ name: 'stream', verdict: 'fail', detail: 'stands still' }];
  await run.until('the watch', (status) => status.gate?.checks.some((check) => check.verdict === 'fail') ?? false);
  expect(await refusal(run.say('approve'))).toBe('gate stream cannot open: stream: stands still');
  run.shop.checks.stream = [{ name: 'stream', verdict: 'pass', detail: 'runs' }];
  await run.until('the watch', (status) => status.gate?.checks.every((check) => check.verdict === 'pass') ?? false);
  await run.say('approve');
  await atGate(run, 'backfill');
});

test('an automatic gate that somebody rejected stays shut until somebody approves', async () => {
  const run = await runs.start({}, (shop) => { shop.checks.backfill = [{ name: 'entities', verdict: 'fail', detail: 'order holds' }]; });
  await atGate(run, 'backfill');
  await run.say('reject', { why: 'the books are open' });
  run.shop.checks.backfill = undefined;
  await run.until('passing', (status) => status.gate?.checks.every((check) => check.verdict === 'pass') ?? false);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await run.status()).gate).toMatchObject({ gate: 'backfill', rejected: { who: 'tester', why: 'the books are open' } });
  await run.say('approve');
  expect(await run.outcome()).toMatchObject({ state: 'verified' });
});

test('blockers keep the first gate shut; after the fix, resume looks again', async () => {
  const run = await runs.start({}, (shop) => { shop.assessment = { ok: 1, warnings: 0, blockers: 1, worst: ['log-format'] }; });
  const { gate } = await atGate(run, 'assess');
  expect(gate!.checks).toEqual([{ name: 'assessment', verdict: 'fail', detail: '1 blockers, 0 warnings: log-format' }]);
  expect(run.shop.calls.map((call) => call.name)).toEqual(['readPlan', 'assessShop', 'watchAssessment']);
  run.shop.assessment = { ok: 2, warnings: 0, blockers: 0, worst: [] };
  await run.say('resume');
  expect(await run.outcome()).toMatchObject({ state: 'verified' });
});

test('a shop with blockers is assessed again by itself, so that mending it is enough', async () => {
  const run = await runs.start({}, (shop) => Object.assign(shop, { assessment: { ok: 1, warnings: 0, blockers: 1, worst: ['log-format (blocker)'] }, looksAgain: true }));
  await atGate(run, 'assess');
  await expect(run.say('approve')).rejects.toMatchObject({ cause: { message: expect.stringContaining('assessed again every half a minute') } });
  run.shop.assessment = { ok: 2, warnings: 0, blockers: 0, worst: [] };
  expect(await run.outcome()).toMatchObject({ state: 'verified' });
});

const refusals: readonly [MessageName, Record<string, unknown>, RegExp][] = [
  ['approve', {}, /is not at a gate; it is in phase follow/],
  ['resume', {}, /is neither paused nor holding/],
  ['skipEntity', { entity: 'basket' }, /this run has no entity "basket"; it has: customer, order/],
  ['skipEntity', {}, /name the entity/],
  ['retryEntity', { entity: 'order' }, /order neither holds nor is skipped/],
  ['retune', {}, /name what to change/],
  ['retune', { concurrency: 0 }, /concurrency must be a whole number from 1 to 32/],
  ['retune', { chunk: { size: 5 } }, /chunk has no size; it has: chunk, maxChunk, holdMs, maxBytes/],
  ['retune', { throttle: { pauseMs: 1.5 } }, /throttle.pauseMs must be a whole number from 10 to 60000/],
  ['repair', {}, /found nothing to repair/],
  ['pause', { who: '' }, /needs who says it and why/],
  ['abort', { why: undefined }, /needs who says it and why/],
];

test('what makes no sense is refused as an update, with the reason, and noted and ignored as a signal', async () => {
  const run = await runs.start({ end: 'follow' });
  await run.until('following', (status) => status.state === 'following');
  for (const [name, word, reason] of refusals) expect(await refusal(run.say(name, word as never))).toMatch(reason);
  await run.hint('approve');
  await run.hint('skipEntity', { entity: 'basket' });
  const noted = async (): Promise<string[]> => (await run.timeline()).filter((entry) => entry.what.endsWith('was ignored')).map((entry) => entry.what);
  while ((await noted()).length < 2) await new Promise((resolve) => setTimeout(resolve, 30));
  expect(await noted()).toEqual(['approve was ignored', 'skipEntity was ignored']);
  expect((await run.status()).state).toBe('following');
});

describe('a pause holds every phase where it is, and the stream goes on', () => {
  test('backfill: ranges in hand end, no new one starts, and after resume each is done', async () => {
    const run = await runs.start({ concurrency: 2 }, (shop) => { shop.spans = spansOf({ order: 12 }); shop.rangeMs = 150; });
    await run.until('copying', (status) => status.phase === 'backfill' && run.shop.of('copyPlannedRange').length >= 4);
    expect(await run.say('pause', { why: 'sale' })).toBe('paused; the stream goes on');
    while ((await run.part('backfill')).state !== 'paused') await new Promise((resolve) => setTimeout(resolve, 30));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const started = run.shop.of('copyPlannedRange').length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(run.shop.of('copyPlannedRange')).toHaveLength(started);
    expect(await run.status()).toMatchObject({ state: 'paused', paused: { who: 'tester', why: 'sale' } });
    expect(run.shop.following).toBe(1);
    expect(await refusal(run.say('pause'))).toMatch(/is paused already, by tester/);
    await run.say('resume');
    expect(await run.outcome()).toMatchObject({ state: 'verified' });
    expect(new Set(run.shop.of<{ ordinal: number }>('copyPlannedRange').map(({ ordinal }) => ordinal)).size).toBe(12);
  });

  test('no gate opens, automatic as it is', async () => {
    await Promise.all(gateNames.map(async (phase) => {
      const run = await runs.start({}, (shop) => {
        shop.assessment = phase === 'assess' ? { ok: 0, warnings: 0, blockers: 1, worst: ['x'] } : shop.assessment;
        if (phase !== 'assess') shop.checks[phase] = [{ name: 'stream', verdict: 'fail', detail: 'not yet' }];
      });
      await atGate(run, phase);
      await run.say('pause');
      run.shop.assessment = { ok: 1, warnings: 0, blockers: 0, worst: [] };
      run.shop.checks[phase] = undefined;
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect(await run.status()).toMatchObject({ phase, state: 'paused' });
      await run.say('resume');
      if (phase === 'assess') await run.say('resume');
      expect(await run.outcome()).toMatchObject({ state: 'verified' });
    }));
  });

  test('catch-up and verification', async () => {
    const run = await runs.start({}, (shop) => { shop.spans = spansOf({ order: 6 }); shop.rangeMs = 120; });
    await run.until('catching up', (status) => status.phase === 'catchUp');
    await run.say('pause');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await run.status()).toMatchObject({ phase: 'catchUp', state: 'paused' });
    await run.say('resume');
    await run.until('comparing', (status) => status.phase === 'verify' && run.shop.of('comparePlannedRange').length >= 2);
    await run.say('pause');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const compared = run.shop.of('comparePlannedRange').length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(run.shop.of('comparePlannedRange')).toHaveLength(compared);
    await run.say('resume');
    expect(await run.outcome()).toMatchObject({ state: 'verified' });
  });
});

test('retune reaches ranges at once: what runs is interrupted and goes on with the new settings, in more lanes', async () => {
  const run = await runs.start({ concurrency: 1 }, (shop) => { shop.spans = spansOf({ order: 8 }); shop.rangeMs = 60_000; });
  await run.until('copying', () => run.shop.of('copyPlannedRange').length >= 1);
  // The range in hand would take a minute; only an interruption lets it begin again, and then it is quick.
  run.shop.rangeMs = 50;
  await run.say('retune', { concurrency: 4, chunk: { chunk: 77 }, throttle: { pauseMs: 99 } });
  expect(await run.status()).toMatchObject({ concurrency: 4, chunk: { chunk: 77, maxChunk: 10_000 }, throttle: { pauseMs: 99, maxThreadsRunning: 25 } });
  await run.outcome();
  const copies = run.shop.of<{ ordinal: number; chunk: { chunk: number }; throttle: { pauseMs: number } }>('copyPlannedRange');
  expect(copies.filter(({ ordinal }) => ordinal === 0).at(-1)).toMatchObject({ chunk: { chunk: 77 }, throttle: { pauseMs: 99 } });
  expect(copies.at(-1)).toMatchObject({ chunk: { chunk: 77 } });
  expect(new Set(copies.map(({ ordinal }) => ordinal)).size).toBe(8);
});

test('one entity can be copied again after the backfill: the run goes back for it alone, and verifies again', async () => {
  const run = await runs.start({ end: 'follow' });
  await run.until('following', (status) => status.state === 'following');
  const before = run.shop.of('copyPlannedRange').length;
  await run.say('recopyEntity', { entity: 'customer' });
  await run.until('the second verification', (status) => status.state === 'following' && status.verification?.verification === `${run.run}/2`);
  expect(run.shop.of<{ ordinal: number }>('copyPlannedRange').slice(before).map(({ ordinal }) => ordinal).sort()).toEqual([0, 1]);
  expect(run.shop.of('forgetCopy')).toEqual([{ run: run.run, entities: ['customer'] }]);
  expect(run.shop.of('comparePlannedRange')).toHaveLength(10);
  await run.say('finish');
});

test('abort stops every part in any phase, and deletes nothing', async () => {
  await Promise.all((['assess', 'backfill', 'verify', 'follow'] as const).map(async (phase) => {
    const run = await runs.start({ end: 'follow' }, (shop) => {
      shop.spans = spansOf({ order: 10 });
      shop.rangeMs = 150;
      if (phase === 'assess') shop.assessment = { ok: 0, warnings: 0, blockers: 1, worst: ['x'] };
    });
    await run.until(phase, (status) => status.phase === phase && (phase !== 'assess' || status.gate !== undefined));
    expect(await run.say('abort', { why: 'enough' })).toBe('aborting; nothing is deleted');
    expect(await run.outcome()).toMatchObject({ state: 'aborted', said: { who: 'tester', why: 'enough' } });
    expect(run.shop.following).toBe(0);
    const copies = run.shop.of('copyPlannedRange').length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(run.shop.of('copyPlannedRange')).toHaveLength(copies);
    expect(run.shop.of('forgetCopy')).toEqual([]);
  }));
});
