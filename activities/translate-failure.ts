import { ApplicationFailure, CancelledFailure, TemporalFailure } from '@temporalio/common';
import { BanyanFailure } from '../contracts/failures';

/** An unknown error may be a hiccup; after this many tries it is for a person. */
const triesOfUnknown = 6;

/**
 * Turns whatever an activity threw into what Temporal understands: the failure's name as type, and whether to try
 * again. Causes stay behind: errors of drivers quote rows.
 */
export function translateFailure(error: unknown, { attempt, cancelled }: { attempt: number; cancelled: boolean }): Error {
  if (error instanceof TemporalFailure) return error;
  if (cancelled) return new CancelledFailure('cancelled after the chunk in hand');
  if (error instanceof BanyanFailure) {
    return ApplicationFailure.create({ type: error.failure, message: error.message, nonRetryable: !error.retryable, details: [{ remedy: error.remedy }] });
  }
  return ApplicationFailure.create({ type: 'Unknown', message: describeUnknown(error), nonRetryable: attempt >= triesOfUnknown });
}

/** Errors of drivers carry a code, and a text that may quote values; all others were written by programmers. */
function describeUnknown(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error';
  const { code } = error as { code?: unknown };
  const place = (error.stack ?? '').split('\n').find((line) => line.includes(' at ') && !line.includes('node_modules') && !line.includes('node:'));
  const where = place?.replace(/^\s*at /, '').replace(/\(.*[/\\]([^/\\]+)\)$/, '($1)') ?? 'unknown place';
  return typeof code === 'string' ? `${error.name} ${code} in ${where}` : `${error.name}: ${error.message.slice(0, 300)} in ${where}`;
}
