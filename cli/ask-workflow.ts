import type { WorkflowHandle } from '@temporalio/client';
import { CommandFault } from './command-fault';
import type { Temporal } from './connect-temporal';
import { exitCodes } from './exit-codes';
import { innermost, temporalFault } from './temporal-fault';

/** A workflow by name, and the command that shows how it stands. */
export interface Asked {
  readonly run: string;
  readonly look?: string;
}

/** Longest time, in milliseconds, to wait for a worker's answer. */
const patience = 20_000;

/** Asks a workflow something, in time and in words. */
export const asking = ({ client }: Temporal, { run, look }: Asked) => async <T>(question: () => Promise<T>): Promise<T> => {
  try {
    return await client.withDeadline(Date.now() + patience, question);
  } catch (error) {
    throw temporalFault(error, run, look);
  }
};

/** A workflow that has failed answers questions as if it still went on. @throws CommandFault that says what became of it. */
export async function unlessBroken<T>(handle: WorkflowHandle, question: () => Promise<T>): Promise<T> {
  const { status, workflowId } = await handle.describe();
  if (!broken.has(status.name)) return question();
  const why = status.name === 'FAILED' ? await handle.result().then(() => '', innermost) : '';
  throw new CommandFault({
    says: `the workflow ${workflowId} is over: ${status.name.toLowerCase()}${why === '' ? '' : `: ${why}`}`,
    remedy: status.name === 'FAILED' ? 'mend what it names, and begin again under another name' : 'it was ended from outside; begin again under another name', exitCode: exitCodes.finding,
  });
}

const broken: ReadonlySet<string> = new Set(['FAILED', 'TERMINATED', 'TIMED_OUT', 'CANCELLED']);
