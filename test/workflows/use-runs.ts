import { Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { PlanInput } from '../../contracts/plan';
import { bundleWorkflows } from '../../workers/bundle-workflows';
import { useServers } from '../servers';
import type { FakeShop } from './fake-activities';
import { startTestRun, type TestRun } from './start-test-run';

export interface Runs {
  /** Workers' own connection to the server. */
  native(): NativeConnection;
  /** Starts a run with a fresh shop; gates are automatic and the end is a stop unless the plan says otherwise. */
  start(plan?: Partial<PlanInput>, prepare?: (shop: FakeShop) => void): Promise<TestRun>;
}

/** Gives a suite a Temporal server and starts runs on it; all of them are ended with the suite. */
export function useRuns(): Runs {
  const started: TestRun[] = [];
  let connection: Connection;
  let native: NativeConnection;
  // Said before the servers are asked for: hooks run in the order in which they were said.
  afterAll(async () => {
    await Promise.all(started.map((run) => run.end()));
    await native.close();
    await connection.close();
  }, 300_000);
  const servers = useServers({ parts: ['temporal'] });
  beforeAll(async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
    const { address } = servers.stack().temporal!;
    connection = await Connection.connect({ address });
    native = await NativeConnection.connect({ address });
    await bundleWorkflows();
  });
  return {
    native: () => native,
    start: async (plan = {}, prepare = () => undefined) => {
      const run = await startTestRun({ connection, native, plan, prepare });
      started.push(run);
      return run;
    },
  };
}
