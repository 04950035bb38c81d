import { migrationId, partId } from '../../contracts/messages';
import { registerSearchAttributes } from '../../workers/register-search-attributes';
import { fails } from './fake-activities';
import { useRuns } from './use-runs';

const runs = useRuns();

test('runs are found by run, phase, waiting gate, entity that holds and progress; registering twice is no mistake', async () => {
  expect(await registerSearchAttributes(runs.native(), 'default')).toBe(true);
  expect(await registerSearchAttributes(runs.native(), 'default')).toBe(true);
  let broken = true;
  const run = await runs.start({}, (shop) => {
    shop.searchable = true;
    shop.onCopy = (ordinal) => { if (broken && ordinal === 0) fails('SourceSchemaDrift'); };
  });
  const found = async (query: string): Promise<boolean> => {
    for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
      for await (const { workflowId } of run.client.workflow.list({ query })) if (workflowId === migrationId(run.run)) return true;
    }
    return false;
  };
  await run.until('a hold', (status) => status.holds.length > 0);
  expect(await found(`BanyanRun = '${run.run}' AND BanyanPhase = 'backfill' AND BanyanEntity = 'customer'`)).toBe(true);
  run.shop.checks.backfill = [{ name: 'stream', verdict: 'fail', detail: 'planted' }];
  broken = false;
  await run.say('retryEntity', { entity: 'customer' });
  expect(await found(`BanyanRun = '${run.run}' AND BanyanGate = 'backfill' AND BanyanProgress = 100 AND BanyanEntity IS NULL`)).toBe(true);
  run.shop.checks.backfill = undefined;
  await run.outcome();
  expect(await found(`BanyanRun = '${run.run}' AND BanyanPhase = 'verified' AND BanyanGate IS NULL`)).toBe(true);
});

test('the details of a run say in words where it is, what it waits for and what to send it; activities say what they do', async () => {
  const run = await runs.start({ gates: 'manual' });
  const gate = await run.until('the gate', (status) => status.gate !== undefined && status.gate.checks.length > 0);
  expect(gate.phase).toBe('assess');
  const metadata = async (id: string) => run.client.workflow.getHandle(id).query<{ currentDetails: string }>('__temporal_workflow_metadata');
  const details = JSON.stringify(await metadata(migrationId(run.run)));
  for (const words of ['**assess**: waiting', 'Opens with the signal `approve`', '✓ assessment: 0 blockers, 0 warnings']) expect(details).toContain(words);
  for (let at = 0; at < 2; at++) {
    await run.until('passing', (status) => status.gate?.checks.every((check) => check.verdict === 'pass') ?? false);
    const { phase } = await run.status();
    await run.say('approve');
    await run.until('the next', (status) => status.phase !== phase && status.gate !== undefined && status.gate.checks.length > 0);
  }
  expect(JSON.stringify(await metadata(partId(run.run, 'backfill')))).toContain('| customer | done | 2/2 | 200 |');
  const history = await run.client.workflow.getHandle(partId(run.run, 'backfill')).fetchHistory();
  const summaries = history.events!.filter((event) => event.activityTaskScheduledEventAttributes).map((event) => Buffer.from(event.userMetadata!.summary!.data!).toString('utf8'));
  expect(summaries).toContain('"copy customer 1/2"');
});
