import { partSignals } from '../../contracts/parts';
import { fails, spansOf } from './fake-activities';
import type { TestRun } from './start-test-run';
import { useRuns } from './use-runs';

const runs = useRuns();

describe('an entity that fails for good holds and asks, while the others go on', () => {
  const startBroken = async (): Promise<{ run: TestRun; fix: () => void }> => {
    let broken = true;
    const run = await runs.start({}, (shop) => {
      shop.spans = spansOf({ customer: 2, product: 3, order: 3 });
      shop.onCopy = (ordinal) => { if (broken && ordinal === 3) fails('SourceSchemaDrift', 'catalog_product_entity lost a column'); };
    });
    await run.until('product holds', (status) => status.holds.some((hold) => hold.entity === 'product'));
    await run.until('the others are copied', () => new Set(run.shop.of<{ ordinal: number }>('copyPlannedRange').map(({ ordinal }) => ordinal)).size >= 7);
    return { run, fix: () => { broken = false; } };
  };

  test('it says what failed and what to do, and its keys gather', async () => {
    const { run } = await startBroken();
    const { holds, state } = await run.status();
    expect(state).toBe('holding');
    expect(holds).toEqual([expect.objectContaining({ part: 'backfill', entity: 'product', failure: 'SourceSchemaDrift', message: 'catalog_product_entity lost a column', remedy: expect.stringContaining('mapping') })]);
    expect(run.shop.of('stateEntity')).toContainEqual({ entity: 'product', state: 'paused', why: 'catalog_product_entity lost a column' });
  });

  test('retry does what is left of it', async () => {
    const { run, fix } = await startBroken();
    fix();
    await run.say('retryEntity', { entity: 'product' });
    expect(await run.outcome()).toMatchObject({ state: 'verified', skipped: [] });
    expect(run.shop.of('stateEntity')).toContainEqual(expect.objectContaining({ entity: 'product', state: 'active' }));
    const times = run.shop.of<{ ordinal: number }>('copyPlannedRange').filter(({ ordinal }) => ordinal === 2).length;
    expect(times).toBe(1);
  });

  test('going on tries all of it again, and the stream follows it again', async () => {
    const { run, fix } = await startBroken();
    fix();
    await run.say('resume');
    expect(await run.outcome()).toMatchObject({ state: 'verified', skipped: [] });
    expect(run.shop.of<{ entity: string; state: string }>('stateEntity').filter(({ entity }) => entity === 'product').map(({ state }) => state)).toEqual(['paused', 'active']);
  });

  test('whoever sees the hold finds the stream told already, however long that took: the answer is the last word', async () => {
    const run = await runs.start({}, (shop) => {
      shop.stateMs = 1_000;
      let broken = true;
      shop.onCopy = (ordinal) => {
        if (ordinal !== 3 || !broken) return;
        broken = false;
        fails('SourceSchemaDrift');
      };
    });
    await run.until('order holds', (status) => status.holds.some((hold) => hold.entity === 'order'));
    await run.say('retryEntity', { entity: 'order' });
    expect(await run.outcome()).toMatchObject({ state: 'verified' });
    expect(run.shop.stated).toEqual([{ entity: 'order', state: 'paused' }, { entity: 'order', state: 'active' }]);
  });

  test('an answer to the hold of the stream leaves the copy that runs alone', async () => {
    let answered = (): void => undefined;
    const answer = new Promise<void>((resolve) => { answered = resolve; });
    const run = await runs.start({ concurrency: 1 }, (shop) => {
      shop.spans = spansOf({ order: 1 });
      shop.onCopy = () => answer;
    });
    await run.until('the copy', () => run.shop.of('copyPlannedRange').length === 1);
    await run.handle.signal(partSignals.hold, { part: 'stream', entity: 'order', failure: 'SourceSchemaDrift', message: 'a column went', remedy: 'bring it back', since: new Date().toISOString() });
    await run.until('the hold', (status) => status.holds.length === 1);
    await run.say('retryEntity', { entity: 'order' });
    answered();
    expect(await run.outcome()).toMatchObject({ state: 'verified' });
    expect(run.shop.of('copyPlannedRange').length).toBeLessThanOrEqual(2);
  });

  test('a hold that was under way while another was answered is seen: nothing stays paused unseen', async () => {
    let asked = 0;
    const run = await runs.start({}, (shop) => {
      Object.assign(shop, { spans: spansOf({ order: 1 }), stateMs: 1_500, answerMs: 3_000 });
      shop.onCopy = () => { if (++asked === 1) fails('SourceSchemaDrift'); };
    });
    await run.until('the pause under way', () => run.shop.of('stateEntity').length === 1);
    await run.handle.signal(partSignals.hold, { part: 'stream', entity: 'order', failure: 'SourceSchemaDrift', message: 'a column went', remedy: 'bring it back', since: new Date().toISOString() });
    await run.until('the hold of the stream', (status) => status.holds.length === 1);
    await run.say('retryEntity', { entity: 'order' });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await run.status()).holds).toMatchObject([{ part: 'backfill', entity: 'order' }]);
    await run.say('retryEntity', { entity: 'order' });
    expect(await run.outcome()).toMatchObject({ state: 'verified' });
    expect(run.shop.stated.at(-1)).toEqual({ entity: 'order', state: 'active' });
  });

  test('an entity that only the gate found paused can be tried again', async () => {
    const run = await runs.start({}, (shop) => { shop.checks.backfill = [{ name: 'entities', verdict: 'fail', detail: 'hold: order' }]; });
    await run.until('the gate', ({ gate }) => gate?.gate === 'backfill' && gate.checks.length > 0);
    await run.say('retryEntity', { entity: 'order' });
    expect(run.shop.stated).toEqual([{ entity: 'order', state: 'active' }]);
  });

  test('skip leaves it out: verification does not count it, and the outcome says so', async () => {
    const { run } = await startBroken();
    await run.say('skipEntity', { entity: 'product' });
    expect(await run.outcome()).toMatchObject({ state: 'verified', skipped: ['product'] });
    expect(run.shop.of<{ entities: string[] }>('summarizeVerification').at(-1)!.entities).toEqual(['customer', 'order']);
    expect(run.shop.of('stateEntity')).toContainEqual({ entity: 'product', state: 'skipped', why: 'tester: test' });
  });

  test('re-copy begins it at its first key', async () => {
    const { run, fix } = await startBroken();
    fix();
    await run.say('recopyEntity', { entity: 'product' });
    expect(await run.outcome()).toMatchObject({ state: 'verified', skipped: [] });
    expect(run.shop.of('forgetCopy')).toEqual([{ run: run.run, entities: ['product'] }]);
    expect(run.shop.of<{ ordinal: number }>('copyPlannedRange').filter(({ ordinal }) => ordinal === 2)).toHaveLength(2);
  });
});
