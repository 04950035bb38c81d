import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { queuesOf, workflowTypes } from '../../contracts/messages';
import { parseConfig } from '../../contracts/config';
import type { RangesInput } from '../../contracts/parts';
import { parsePlan } from '../../contracts/plan';
import { openContext } from '../../pipeline/open-context';
import { planBackfill } from '../../pipeline/plan-backfill';
import { completeCopy, copySettings, fromTemplate } from './banyan-contender';
import type { BenchServers } from './bench-servers';
import type { Contender } from './contender';

/** How many ranges are copied at a time, and by how many worker processes. */
export interface CopyPower {
  readonly concurrency: number;
  readonly workers: number;
}

/** Banyan as it is run: the backfill workflow on a Temporal server, copied by worker processes of its own. */
export const workflowContender = (template: string, { concurrency, workers: processes }: CopyPower): Contender => ({
  name: 'banyan',
  prepare: fromTemplate(template),
  start: async (servers, database) => {
    const env = { ...copySettings(servers, database), BANYAN_TEMPORAL_ADDRESS: addressOf(servers), BANYAN_TEMPORAL_QUEUES: database };
    const input = await planCopy(env, { run: database, concurrency });
    const workers = await Promise.all(Array.from({ length: processes }, (_, index) => startWorker(env, index === 0 ? ['control', 'data'] : ['data'])));
    return async () => {
      const connection = await Connection.connect({ address: addressOf(servers) });
      try {
        await new Client({ connection }).workflow.execute(workflowTypes.backfill, { workflowId: `bench/${database}`, taskQueue: queuesOf(database).control, args: [input] });
        await completeCopy(env);
      } catch (error) {
        throw new Error(`the backfill failed; the end of what its workers said:\n${workers.map((worker) => worker.said()).join('\n')}`, { cause: error });
      } finally {
        await connection.close();
        await Promise.all(workers.map((worker) => worker.stop()));
      }
    };
  },
  tableOf: ({ target }) => `"order".${target}`,
});

function addressOf({ temporal }: BenchServers): string {
  if (temporal === undefined) throw new Error('this bench was started without Temporal');
  return temporal;
}

/** What the migration workflow does before it starts its backfill: ranges are planned and stored under the run's name. */
async function planCopy(env: Readonly<Record<string, string>>, { run, concurrency }: { run: string; concurrency: number }): Promise<RangesInput> {
  const plan = parsePlan({ run, include: ['order'], concurrency });
  const context = await openContext(parseConfig(env));
  try {
    const spans = await planBackfill(context, { run, include: plan.include, skip: [], rowsPerRange: plan.rowsPerRange });
    const { chunk, throttle, historyEvents } = plan;
    return { run, attempt: 1, attempts: 1, historyEvents, paused: false, spans, skipped: [], tuning: { concurrency, chunk, throttle } };
  } finally {
    await context.close();
  }
}

interface RunningWorker {
  /** The end of what it has printed; it warns that no run hears its reports, for here there is none. */
  said(): string;
  stop(): Promise<void>;
}

/** Starts a worker process and returns once it polls. */
async function startWorker(env: Readonly<Record<string, string>>, kinds: readonly string[]): Promise<RunningWorker> {
  const program = join(__dirname, '..', '..', 'workers', 'main.ts');
  const worker = spawn(process.execPath, ['--import', 'tsx', program, ...kinds], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(worker, 'exit');
  let said = '';
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-4000)));
  const [printed] = (await Promise.race([once(worker.stdout, 'data'), ended])) as [unknown];
  if (!Buffer.isBuffer(printed)) throw new Error(`the worker ended before it could work:\n${said}`);
  return {
    said: () => said,
    stop: async () => {
      worker.kill('SIGTERM');
      await ended;
    },
  };
}
