import type { RunStatus } from '../contracts/outcomes';
import type { StreamStatus } from '../pipeline/stream-status';

/** What is known of the stream; a sentence why not, when it is not. */
export type KnownStream = StreamStatus | string;

/**
 * Rows stand as they were compared; what was accepted since then counts, where the databases can be asked. Nothing is green
 * behind a gap in the log: what happened in it was not compared.
 */
export function verifiedNow({ verification, ...status }: RunStatus, stream: KnownStream): RunStatus {
  if (!verification) return status;
  const unaccepted = typeof stream === 'string' ? verification.unaccepted : stream.unaccepted;
  const lost = status.holds.some(({ failure }) => failure === 'PositionLost') || (typeof stream !== 'string' && stream.gaps.length > 0);
  const green = !lost && verification.mismatches === 0 && verification.uncovered.length === 0 && unaccepted === 0;
  return { ...status, verification: { ...verification, unaccepted, green } };
}
