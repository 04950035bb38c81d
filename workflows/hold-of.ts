import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { failures, type FailureName } from '../contracts/failures';
import type { Hold } from '../contracts/outcomes';

const longest = 240;

/** What a failed step says to a person. */
export function holdOf(error: unknown, where: Pick<Hold, 'part' | 'entity'>): Hold {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const failure = cause instanceof ApplicationFailure && isFailure(cause.type) ? cause.type : 'Unknown';
  const remedy = failure === 'Unknown' ? 'see the log of the worker, then resume' : failures[failure].remedy;
  const message = cause instanceof Error ? cause.message : 'something was thrown that is no error';
  return { ...where, failure, message: message.slice(0, longest), remedy, since: new Date().toISOString() };
}

const isFailure = (type: string | undefined | null): type is FailureName => type !== undefined && type !== null && type in failures;
