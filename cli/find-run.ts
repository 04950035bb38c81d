import type { Client } from '@temporalio/client';
import { migrationId, queryNames, workflowTypes, type MessageName, type Messages } from '../contracts/messages';
import type { RunStatus, TimelineEntry } from '../contracts/outcomes';
import { asking, unlessBroken } from './ask-workflow';
import { CommandFault } from './command-fault';
import type { Temporal } from './connect-temporal';
import { exitCodes } from './exit-codes';

/** A run that can be asked and told. */
export interface RunHandle {
  readonly run: string;
  status(): Promise<RunStatus>;
  timeline(): Promise<readonly TimelineEntry[]>;
  /** Says something to it. @throws CommandFault with its reason when it says no. */
  say<Name extends MessageName>(name: Name, word: Messages[Name]): Promise<void>;
}

/** Finds a run by name; without a name, the only one that is going on. */
export async function findRun(temporal: Temporal, name: string | undefined): Promise<RunHandle> {
  const { client } = temporal;
  const run = name ?? (await onlyRun(client));
  const handle = client.workflow.getHandle(migrationId(run));
  const ask = asking(temporal, { run });
  return {
    run,
    status: () => ask(() => unlessBroken(handle, () => handle.query<RunStatus>(queryNames.status))),
    timeline: () => ask(() => unlessBroken(handle, () => handle.query<TimelineEntry[]>(queryNames.timeline))),
    say: async (message, word) => {
      await ask(() => handle.executeUpdate<unknown, [typeof word]>(message, { args: [word] }));
    },
  };
}

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
