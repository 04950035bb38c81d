import { failures, type FailureName } from '../contracts/failures';

/** What the exit code says. */
export const exitCodes = {
  /** Done, and nothing found that stands in the way. */
  ok: 0,
  /** Done, and something was found: a blocker, a mismatch, an unaccepted quarantine, a refusal by the run. */
  finding: 1,
  /** The command, its settings or the rights it was given are wrong. */
  usage: 2,
  /** A server did not answer. */
  unreachable: 3,
  /** Something else failed; the message says what. */
  failed: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const badInput: readonly FailureName[] = ['InvalidInput', 'InvalidPlan', 'AccessDenied', 'BrokerRefuses'];

/** The exit code of a failure. */
export function exitCodeOf(failure: FailureName): ExitCode {
  if (badInput.includes(failure)) return exitCodes.usage;
  return failures[failure].retryable ? exitCodes.unreachable : exitCodes.failed;
}
