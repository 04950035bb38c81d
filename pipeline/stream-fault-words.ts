import { failures, type BanyanFailure } from '../contracts/failures';

const begin = 'the stream worker cannot go on: ';

/** What is noted of a stream that has failed; {@link isHeldOver} reads it. */
export const streamFaultWords = ({ failure, message }: BanyanFailure): string => `${begin}${failure}: ${message}`;

/** Whether what was noted is a failure that is not tried again: the stream holds over it and waits for a person, whichever worker runs. */
export function isHeldOver(says: string): boolean {
  const name = says.startsWith(begin) ? says.slice(begin.length).split(':', 1)[0]! : '';
  return Object.entries(failures).some(([failure, { retryable }]) => failure === name && !retryable);
}
