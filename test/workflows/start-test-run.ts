import { randomBytes } from 'node:crypto';
import { Client, type Connection, type WorkflowHandle } from '@temporalio/client';
import { Worker, type NativeConnection } from '@temporalio/worker';
import { messageNames, migrationId, partId, partNames, queuesOf, starterMemo, type MessageName, type Messages, type PartName } from '../../contracts/messages';
import type { PartStatus, RunOutcome, RunStatus, TimelineEntry } from '../../contracts/outcomes';
import type { PlanInput } from '../../contracts/plan';
import { bundleWorkflows } from '../../workers/bundle-workflows';
import { createFakeShop, type FakeShop } from './fake-activities';

/** A run on a real Temporal server, over a shop that is not there. */
export interface TestRun {
  readonly run: string;
  readonly shop: FakeShop;
  readonly client: Client;
  readonly handle: WorkflowHandle;
  status(): Promise<RunStatus>;
  part(part: PartName): Promise<PartStatus>;
  timeline(): Promise<readonly TimelineEntry[]>;
  /** Says something as an update. @returns the answer. */
  say<Name extends MessageName>(name: Name, word?: Partial<Messages[Name]>): Promise<string>;
  /** Says something as a signal. */
  hint<Name extends MessageName>(name: Name, word?: Partial<Messages[Name]>): Promise<void>;
  /** Waits until the status is as asked. */
  until(what: string, asked: (status: RunStatus) => boolean): Promise<RunStatus>;
  outcome(): Promise<RunOutcome>;
  /** Stops all workers as a new version would, and starts them again. */
  restart(): Promise<void>;
  /** Ends the run, its parts and its workers, whatever they do. */
  end(): Promise<void>;
}

/** Where a run is started, and with what. */
export interface TestRunStart {
  readonly connection: Connection;
  readonly native: NativeConnection;
  readonly plan: Partial<PlanInput>;
  prepare(shop: FakeShop): void;
}

const me = { who: 'tester', why: 'test' };
const patienceMs = 120_000;

/** Starts a run over a fresh shop, with workers and queues of its own. */
export async function startTestRun({ connection, native, plan, prepare }: TestRunStart): Promise<TestRun> {
  const shop = createFakeShop();
  prepare(shop);
  const run = `t${randomBytes(5).toString('hex')}`;
  const client = new Client({ connection });
  const queues = queuesOf(run);
  const { activities } = shop;
  const startWorkers = async (): Promise<() => Promise<void>> => {
    const workers = await Promise.all([
      Worker.create({ connection: native, taskQueue: queues.control, workflowBundle: await bundleWorkflows(), activities, ...fast }),
      Worker.create({ connection: native, taskQueue: queues.data, activities, ...fast }),
      Worker.create({ connection: native, taskQueue: queues.stream, activities, ...fast }),
    ]);
    const running = workers.map((worker) => worker.run());
    return async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
    };
  };
  let stopWorkers = await startWorkers();
  const input = { gates: 'auto', end: 'stop', ...plan, holds: { recheckSeconds: 0.05, ...plan.holds } };
  await client.workflow.start('migration', { workflowId: migrationId(run), taskQueue: queues.control, args: [input], memo: { [starterMemo]: me.who } });
  const end = async (): Promise<void> => {
    for (const id of [migrationId(run), ...partNames.map((part) => partId(run, part))]) await client.workflow.getHandle(id).terminate('the test is over').catch(() => undefined);
    await stopWorkers();
  };
  const restart = async (): Promise<void> => {
    await stopWorkers();
    stopWorkers = await startWorkers();
  };
  return { ...createTestRun({ run, shop, client }), restart, end };
}

const fast = { shutdownGraceTime: '100 milliseconds', maxHeartbeatThrottleInterval: '100 milliseconds', defaultHeartbeatThrottleInterval: '100 milliseconds' } as const;

function createTestRun({ run, shop, client }: Pick<TestRun, 'run' | 'shop' | 'client'>): Omit<TestRun, 'restart' | 'end'> {
  // Without a run id, so that it finds the newest one of the chain.
  const handle = client.workflow.getHandle(migrationId(run));
  const status = (): Promise<RunStatus> => handle.query('status');
  return {
    run, shop, client, handle, status,
    part: (part) => client.workflow.getHandle(partId(run, part)).query('status'),
    timeline: () => handle.query('timeline'),
    say: (name, word) => handle.executeUpdate<string, [unknown]>(checked(name), { args: [{ ...me, ...word }] }),
    hint: (name, word) => handle.signal(checked(name), { ...me, ...word }),
    until: async (what, asked) => {
      const end = Date.now() + patienceMs;
      for (;;) {
        const found = await status();
        if (asked(found)) return found;
        if (Date.now() > end) throw new Error(`never: ${what}; it is ${JSON.stringify(found)}`);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    },
    outcome: () => handle.result() as Promise<RunOutcome>,
  };
}

const checked = (name: MessageName): MessageName => {
  if (!messageNames.includes(name)) throw new Error(`no message ${name}`);
  return name;
};
