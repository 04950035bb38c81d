import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { bundleWorkflows } from '../../workers/bundle-workflows';

interface Recorded {
  readonly name: string;
  readonly workflowId: string;
  readonly history: { readonly events: Record<string, unknown>[] };
}

const folder = join(__dirname, 'histories');
const recorded: Recorded[] = readdirSync(folder).map((name) => ({ name, ...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Omit<Recorded, 'name'>) }));

/** Histories that do not replay, with what is wrong. */
async function replay(histories: readonly Recorded[]): Promise<Record<string, Error>> {
  const faults: Record<string, Error> = {};
  const { History } = temporal.api.history.v1;
  const decoded = histories.map(({ workflowId, history }) => ({ workflowId, history: History.fromObject(history) }));
  const results = Worker.runReplayHistories({ workflowBundle: await bundleWorkflows() }, decoded);
  let index = 0;
  for await (const { error } of results) {
    const { name } = histories[index++]!;
    if (error) faults[name] = error;
  }
  expect(index).toBe(histories.length);
  return faults;
}

beforeAll(() => Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] }));

test('the recorded runs hold what replay is for: pause, retune, a hold, updates, signals, and histories that go on in others', () => {
  const text = recorded.map(({ history }) => JSON.stringify(history)).join('\n');
  const traces = ['EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED', 'EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW', 'EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED',
    'EVENT_TYPE_ACTIVITY_TASK_FAILED', '"pause"', '"retune"', '"resume"', '"retryEntity"', '"finish"'];
  expect(traces.filter((trace) => !text.includes(trace))).toEqual([]);
  expect(recorded.filter(({ name }) => name.startsWith('migration-')).length).toBeGreaterThan(2);
});

test('every recorded run replays with the workflows as they are', async () => {
  expect(await replay(recorded)).toEqual({});
});

test('a history that the workflows would not have written is found', async () => {
  const first = recorded.find(({ name }) => name === 'migration-1.json')!;
  const forged = JSON.parse(JSON.stringify(first).replaceAll('"assessShop"', '"prepareRun"')) as Recorded;
  expect(await replay([forged])).toEqual({ 'migration-1.json': expect.any(DeterminismViolationError) });
});
