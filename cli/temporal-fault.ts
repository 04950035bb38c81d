import { isGrpcServiceError, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { CommandFault } from './command-fault';
import { exitCodes } from './exit-codes';

/** gRPC codes: the deadline has passed; nobody polls the queue. */
const deadlineExceeded = 4;
const failedPrecondition = 9;
const unavailable = 14;

const startWorkers = 'start the workers (docs/operations.md says how), then say it again: saying it twice does no harm';

/**
 * Turns what Temporal threw into one sentence with a remedy; unknown errors are passed on.
 * @param look the command that shows how the run stands.
 */
export function temporalFault(error: unknown, run: string, look = 'banyan status'): unknown {
  const fault = (says: string, remedy: string, exitCode: CommandFault['exitCode']): CommandFault => new CommandFault({ says, remedy, exitCode, cause: error });
  if (error instanceof WorkflowUpdateFailedError) return fault(`the run ${run} refuses: ${innermost(error)}`, `${look} shows what it waits for`, exitCodes.finding);
  if (error instanceof WorkflowExecutionAlreadyStartedError) return fault(`there is a run ${run} already`, `follow it with banyan status --run ${run}, or choose another name with --run`, exitCodes.usage);
  if (error instanceof WorkflowNotFoundError) return fault(`there is no run ${run}, or it is over`, 'banyan status without --run finds the one that is going on', exitCodes.usage);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return fault(`no worker answered for the run ${run} in time`, startWorkers, exitCodes.unreachable);
  const code = grpcCode(error);
  if (code === deadlineExceeded || code === failedPrecondition) return fault(`no worker answered for the run ${run} in time`, startWorkers, exitCodes.unreachable);
  if (code === unavailable) return fault('Temporal does not answer any more', 'check that it is up, then say it again', exitCodes.unreachable);
  return error;
}

/** The code of a gRPC error, through whatever wraps it. */
function grpcCode(error: unknown): number | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (isGrpcServiceError(at)) return at.code;
  return undefined;
}

/** The message that was thrown first. */
export function innermost(error: Error): string {
  let at = error;
  while (at.cause instanceof Error) at = at.cause;
  return at.message;
}
