import type { Client, WorkflowHandle } from '@temporalio/client';
import { migrationId, queryNames, workflowTypes, type MessageName, type Messages } from '../contracts/messages';
import type { RunStatus, TimelineEntry } from '../contracts/outcomes';
import { CommandFault } from './command-fault';
import type { Temporal } from './connect-temporal';
import { exitCodes } from './exit-codes';
import { innermost, temporalFault } from './temporal-fault';

/** A run that can be asked and told. */
export interface RunHandle {
  readonly run: string;
  status(): Promise<RunStatus>;
  timeline(): Promise<readonly TimelineEntry[]>;
  /** Says something to it. @throws CommandFault with its reason when it says no. */
  say<Name extends MessageName>(name: Name, word: Messages[Name]): Promise<void>;
}

/** Longest time, in milliseconds, to wait for a worker's answer. */
const patience = 20_000;

/** Finds a run by name; without a name, the only one that is going on. */
export async function findRun({ client }: Temporal, name: string | undefined): Promise<RunHandle> {
  const run = name ?? (await onlyRun(client));
  const handle = client.workflow.getHandle(migrationId(run));
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await client.withDeadline(Date.now() + patience, question);
    } catch (error) {
      throw temporalFault(error, run);
    }
  };
  return {
    run,
    status: () => ask(() => unlessBroken(handle, () => handle.query<RunStatus>(queryNames.status))),
    timeline: () => ask(() => unlessBroken(handle, () => handle.query<TimelineEntry[]>(queryNames.timeline))),
    say: async (message, word) => {
      await ask(() => handle.executeUpdate<unknown, [typeof word]>(message, { args: [word] }));
    },
  };
}

/** A workflow that has failed answers questions as if it still went on. @throws CommandFault that says what became of it. */
async function unlessBroken<T>(handle: WorkflowHandle, question: () => Promise<T>): Promise<T> {
  const { status, workflowId } = await handle.describe();
  if (!broken.has(status.name)) return question();
  const why = status.name === 'FAILED' ? await handle.result().then(() => '', innermost) : '';
  throw new CommandFault({
    says: `the workflow ${workflowId} is over: ${status.name.toLowerCase()}${why === '' ? '' : `: ${why}`}`,
    remedy: status.name === 'FAILED' ? 'mend what it names, and begin again under another name' : 'it was ended from outside; begin again under another name', exitCode: exitCodes.finding,
  });
}

const broken: ReadonlySet<string> = new Set(['FAILED', 'TERMINATED', 'TIMED_OUT', 'CANCELLED']);

async function onlyRun(client: Client): Promise<string> {
  const runs: string[] = [];
  const query = `WorkflowType = '${workflowTypes.migration}' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query })) runs.push(workflowId.slice(migrationId('').length));
  if (runs.length === 1) return runs[0]!;
  throw new CommandFault({
    says: runs.length === 0 ? 'no run is going on' : `several runs are going on: ${runs.join(', ')}`,
    remedy: runs.length === 0 ? 'banyan start begins one; --run names one that is over' : 'say which with --run',
    exitCode: exitCodes.usage,
  });
}
