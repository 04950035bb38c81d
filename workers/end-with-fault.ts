import { exitCodeOf, exitCodes } from '../cli/exit-codes';
import { BanyanFailure } from '../contracts/failures';

/** Tells what a long-lived program ended of, a failure of ours in one message without a stack, and sets the exit code that `banyan` has for it. */
export function endWithFault(error: unknown): void {
  const ours = error instanceof BanyanFailure;
  console.error(ours ? error.message : error);
  process.exitCode = ours ? exitCodeOf(error.failure) : exitCodes.failed;
}
