import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { migrationId, partId, partNames } from '../../contracts/messages';
import { fails, spansOf } from '../../test/workflows/fake-activities';
import { startTestRun, type TestRun } from '../../test/workflows/start-test-run';
import { startStack } from '../stack/start-stack';

const { History } = temporal.api.history.v1;
/** Of each chain the first runs and the last one are kept. */
const firstRuns = 4;
const folder = join(__dirname, '..', '..', 'test', 'replay', 'histories');

/** A run with everything in it that workflows do: a hold, a pause, a retune, a repair, and histories that end in the middle. */
async function liveThrough(run: TestRun): Promise<void> {
  await run.until('a hold', (status) => status.holds.some((hold) => hold.entity === 'product'));
  await run.say('pause', { why: 'recorded' });
  await run.say('retune', { concurrency: 3, throttle: { pauseMs: 100 } });
  run.shop.onCopy = () => undefined;
  // While it is paused: going on tries again what holds, and would leave nothing to be told.
  await run.say('retryEntity', { entity: 'product' });
  await run.hint('resume');
  await run.until('going on', (status) => status.paused === undefined);
  await run.until('following', (status) => status.state === 'following');
  await run.say('recopyEntity', { entity: 'customer' });
  await run.until('following again', (status) => status.state === 'following' && status.verification?.verification !== `${run.run}/2`);
  await run.say('finish');
  await run.outcome();
}

/** Which process did a step, on which machine, is nobody's business. */
function withoutPlace(key: string, value: unknown): unknown {
  if (key === 'identity' || key === 'requestId') return undefined;
  // A worker's own queue is called by its process and its machine.
  return key === 'name' && typeof value === 'string' && /^\d+@/.test(value) ? 'sticky' : value;
}

async function record(run: TestRun): Promise<void> {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  for (const workflowId of [migrationId(run.run), ...partNames.map((part) => partId(run.run, part))]) {
    const ids: string[] = [];
    for await (const execution of run.client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) ids.unshift(execution.runId);
    for (const [index, runId] of ids.entries()) {
      if (index >= firstRuns && index < ids.length - 1) continue;
      const history = await run.client.workflow.getHandle(workflowId, runId).fetchHistory();
      const name = `${workflowId.split('/')[2] ?? 'migration'}-${index + 1}.json`;
      const plain = History.toObject(history as never, { longs: String, enums: String, bytes: String });
      writeFileSync(join(folder, name), `${JSON.stringify({ workflowId, history: plain }, withoutPlace)}\n`);
      console.log(`${name}: ${history.events!.length} events`);
    }
  }
}

/** Records the histories that test/replay replays. Run it after a change of the workflows that needs no old run to go on. */
async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  mkdirSync(folder, { recursive: true });
  const stack = await startStack({ parts: ['temporal'] });
  const { address } = stack.temporal!;
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const run = await startTestRun({
    connection, native, plan: { historyEvents: 100, end: 'follow', verification: { repair: true } },
    prepare: (shop) => {
      shop.spans = spansOf({ customer: 4, product: 6, order: 8 });
      shop.rangeMs = 50;
      shop.mismatches = [2, 0, 0];
      shop.onCopy = (ordinal) => { if (ordinal === 5) fails('SourceSchemaDrift', 'planted'); };
    },
  });
  try {
    await liveThrough(run);
    await record(run);
  } finally {
    await run.end();
    await native.close();
    await connection.close();
    await stack.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
