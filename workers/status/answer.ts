import { BanyanFailure } from '../../contracts/failures';

/** What a path answers. Unknown is 503, never a figure. */
export interface Answer {
  readonly status: number;
  /** Written as JSON, unless it is text already. */
  readonly body: unknown;
  readonly type?: string;
}

/** Nothing can be said, and why. @param fields what would have been said, as null. */
export const unknown = (why: string, fields: Readonly<Record<string, null>> = {}): Answer => ({ status: 503, body: { status: 'unknown', ...fields, why } });

/** A failure as an answer: its name and remedy; errors of drivers stay in the log, they may quote rows. */
export function answerFailure(error: unknown, fields: Readonly<Record<string, null>> = {}): Answer {
  if (!(error instanceof BanyanFailure)) return { status: 500, body: { status: 'unknown', ...fields, why: 'an unknown error; see the log of the status service' } };
  const status = error.failure === 'InvalidInput' ? 400 : 503;
  return { status, body: { status: 'unknown', ...fields, failure: error.failure, why: error.message, remedy: error.remedy } };
}
