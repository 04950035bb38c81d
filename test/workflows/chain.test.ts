import { migrationId, partId, partNames } from '../../contracts/messages';
import { fails, spansOf } from './fake-activities';
import { readChain } from './read-chain';
import { useRuns } from './use-runs';

const runs = useRuns();

test('the run continues as new again and again; its parts live on, nothing is copied twice and nothing said is lost', async () => {
  const run = await runs.start({ historyEvents: 60, end: 'follow', concurrency: 2 }, (shop) => {
    shop.spans = spansOf({ customer: 6, order: 8 });
    shop.rangeMs = 250;
  });
  await run.until('copying', (status) => status.phase === 'backfill');
  const stream = async (): Promise<string> => (await run.client.workflow.getHandle(partId(run.run, 'stream')).describe()).runId;
  const before = await stream();
  const said = 30;
  for (let turn = 1; turn <= said; turn++) {
    const word = { concurrency: (turn % 4) + 1, why: `turn ${turn}` };
    await (turn % 2 === 0 ? run.hint('retune', word) : run.say('retune', word));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  const { generation } = await run.until('following', (status) => status.state === 'following');
  expect(generation).toBeGreaterThanOrEqual(4);
  expect(await stream()).toBe(before);
  expect(run.shop.of('followSource')).toHaveLength(1);
  expect(run.shop.following).toBe(1);
  expect(new Set(run.shop.of<{ ordinal: number }>('copyPlannedRange').map(({ ordinal }) => ordinal)).size).toBe(14);
  await run.say('finish');
  await run.outcome();
  const audited = run.shop.of<{ entries: { action: string; why: string }[] }>('noteAudits').flatMap(({ entries }) => entries).filter((entry) => entry.action === 'retune');
  expect([...new Set(audited.map((entry) => entry.why))].sort()).toEqual(Array.from({ length: said }, (_, index) => `turn ${index + 1}`).sort());
  const chain = await readChain(run.client, migrationId(run.run));
  expect(chain.runs).toBe((await run.status()).generation);
});

test('a backfill longer than its own history continues as new, and does every range', async () => {
  const run = await runs.start({ historyEvents: 50, concurrency: 3 }, (shop) => { shop.spans = spansOf({ customer: 20, order: 20 }); });
  expect(await run.outcome()).toMatchObject({ state: 'verified' });
  expect((await readChain(run.client, partId(run.run, 'backfill'))).runs).toBeGreaterThan(2);
  expect(new Set(run.shop.of<{ ordinal: number }>('copyPlannedRange').map(({ ordinal }) => ordinal)).size).toBe(40);
  expect((await run.status()).backfill).toMatchObject({ ranges: 40, rangesDone: 40, rows: 4000 });
});

test('another worker takes the stream over when the one that had it falls silent', async () => {
  let began = 0;
  let thaw = (): void => undefined;
  // The first one hangs without a heartbeat, as a frozen process does.
  const frozen = new Promise<void>((resolve) => { thaw = resolve; }).then(() => fails('Unknown', 'it is too late'));
  const run = await runs.start({ end: 'follow' }, (shop) => {
    shop.onFollow = () => {
      began += 1;
      return began === 1 ? frozen : undefined;
    };
  });
  const start = Date.now();
  await run.until('following', (status) => status.state === 'following');
  expect(began).toBe(2);
  expect(run.shop.following).toBe(1);
  // The heartbeat's time-out, and what a busy machine adds: nothing else would end a silent one for years.
  expect(Date.now() - start).toBeLessThan(90_000);
  thaw();
  await run.say('finish');
});

test('workers that are stopped in the middle hand over at once, and nothing holds', async () => {
  const run = await runs.start({ end: 'follow' }, (shop) => { shop.spans = spansOf({ order: 4 }); shop.rangeMs = 700; });
  await run.until('copying', (status) => status.phase === 'backfill' && run.shop.of('copyPlannedRange').length > 0);
  await run.restart();
  expect(run.shop.of('copyPlannedRange').length).toBeLessThan(4);
  await run.until('following', (status) => status.state === 'following');
  await run.restart();
  await run.until('the stream', () => run.shop.following === 1);
  expect((await run.status()).holds).toEqual([]);
  expect(new Set(run.shop.of<{ ordinal: number }>('copyPlannedRange').map(({ ordinal }) => ordinal)).size).toBe(4);
  await run.say('finish');
  expect(await run.outcome()).toMatchObject({ state: 'verified' });
});

test('a run whose workflow was lost begins again under the same name and finds its parts running', async () => {
  const run = await runs.start({ gates: 'manual' });
  await run.until('the first gate', (status) => status.gate?.gate === 'assess' && status.gate.checks.length > 0);
  await run.say('approve');
  await run.until('the second gate', (status) => status.gate?.gate === 'stream' && status.gate.checks.length > 0);
  const { taskQueue } = await run.handle.describe();
  await run.handle.terminate('lost');
  expect(run.shop.following).toBe(1);
  await run.client.workflow.start('migration', { workflowId: migrationId(run.run), taskQueue, args: [{ gates: 'auto', end: 'stop', holds: { recheckSeconds: 0.05 } }] });
  expect(await run.outcome()).toMatchObject({ state: 'verified' });
  expect(run.shop.of('followSource')).toHaveLength(1);
  expect(run.shop.following).toBe(0);
});

test('ten million rows: the histories of all workflows stay below 10,000 events, and every payload below 10 KB', async () => {
  // As planned for a shop of that size: as many ranges as there may be, over 34 entities. Histories are cut short, so that states carried over count too.
  const counts = Object.fromEntries(Array.from({ length: 34 }, (_, index) => [`a-rather-long-entity-name-${index}`, index === 33 ? 309 : 5]));
  const run = await runs.start({ concurrency: 8, verification: { concurrency: 8 }, historyEvents: 1000 }, (shop) => {
    shop.spans = spansOf(counts);
    shop.rangeMs = 0;
  });
  const outcome = await run.outcome();
  expect(outcome.state).toBe('verified');
  expect(run.shop.of('copyPlannedRange').length + run.shop.of('comparePlannedRange').length).toBe(948);
  const chains = await Promise.all([migrationId(run.run), ...partNames.map((part) => partId(run.run, part))].map((id) => readChain(run.client, id)));
  expect(chains.reduce((sum, chain) => sum + chain.events, 0)).toBeLessThan(10_000);
  expect(Math.max(...chains.map((chain) => chain.largest))).toBeLessThan(10_240);
}, 240_000);
