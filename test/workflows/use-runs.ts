import { randomBytes } from 'node:crypto';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Runtime, DefaultLogger, Worker } from '@temporalio/worker';
import { messageNames, migrationId, partId, partNames, queuesOf, type MessageName, type Messages, type PartName } from '../../contracts/messages';
import type { PartStatus, RunOutcome, RunStatus, TimelineEntry } from '../../contracts/outcomes';
import type { PlanInput } from '../../contracts/plan';
import { bundleWorkflows } from '../../workers/bundle-workflows';
import { useServers } from '../servers';
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
}

export interface Runs {
  /** Starts a run with a fresh shop; gates are automatic unless the plan says otherwise. */
  start(plan?: Partial<PlanInput>, prepare?: (shop: FakeShop) => void): Promise<TestRun>;
  /** The same shop's workers once more, as another process would have them. */
  address(): string;
}

const me = { who: 'tester', why: 'test' };
const patienceMs = 30_000;

/** Gives a suite a Temporal server and starts runs on it; all of them are ended with the suite. */
export function useRuns(): Runs {
  const undo: (() => Promise<void>)[] = [];
  let connection: Connection;
  let native: NativeConnection;
  // Said before the servers are asked for: hooks run in the order in which they were said.
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
    await native.close();
    await connection.close();
  });
  const servers = useServers({ parts: ['temporal'] });
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
    connection = await Connection.connect({ address: servers.stack().temporal!.address });
    native = await NativeConnection.connect({ address: servers.stack().temporal!.address });
    await bundleWorkflows();
  });
  const start: Runs['start'] = async (plan = {}, prepare = () => undefined) => {
    const shop = createFakeShop();
    prepare(shop);
    const name = `t${randomBytes(5).toString('hex')}`;
    const client = new Client({ connection });
    const queues = queuesOf(name);
    const { activities } = shop;
    const workers = await Promise.all([
      Worker.create({ connection: native, taskQueue: queues.control, workflowBundle: await bundleWorkflows(), activities, ...fast }),
      Worker.create({ connection: native, taskQueue: queues.data, activities, ...fast }),
      Worker.create({ connection: native, taskQueue: queues.stream, activities, ...fast }),
    ]);
    const running = workers.map((worker) => worker.run());
    const input = { gates: 'auto', end: 'stop', ...plan, holds: { recheckSeconds: 0.05, ...plan.holds } };
    const handle = await client.workflow.start('migration', { workflowId: migrationId(name), taskQueue: queues.control, args: [input] });
    undo.push(async () => {
      for (const id of [migrationId(name), ...partNames.map((part) => partId(name, part))]) await client.workflow.getHandle(id).terminate('the test is over').catch(() => undefined);
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
    });
    return createTestRun({ run: name, shop, client, handle });
  };
  return { start, address: () => servers.stack().temporal!.address };
}

const fast = { shutdownGraceTime: '100 milliseconds', maxHeartbeatThrottleInterval: '100 milliseconds', defaultHeartbeatThrottleInterval: '100 milliseconds' } as const;

function createTestRun({ run, shop, client, handle: started }: Pick<TestRun, 'run' | 'shop' | 'client' | 'handle'>): TestRun {
  // Without a run id, so that it finds the newest one of the chain.
  const handle = client.workflow.getHandle(started.workflowId);
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
