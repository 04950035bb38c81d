import { BanyanFailure } from '../../contracts/failures';
import { sqlState } from '../../target/failure-of';

interface ServerError {
  readonly table?: string;
  readonly constraint?: string;
  readonly column?: string;
  /** Where COPY stood, as PostgreSQL says it; the value follows behind a colon. */
  readonly where?: string;
}

/** What went wrong, in names only: the server's own message may quote a value. */
export function describeFault(error: unknown): string {
  const state = sqlState(error);
  const cause = (error instanceof BanyanFailure ? error.cause ?? error : error) as ServerError;
  if (state === undefined || !/^[0-9A-Z]{5}$/.test(state)) return error instanceof BanyanFailure ? error.message : `${(error as Error).name} while it was applied`;
  const copied = /^COPY (\S+), line \d+(?:, column (\S+?))?(?::|$)/.exec(cause.where ?? '');
  const places = [['table', cause.table ?? copied?.[1]], ['column', cause.column ?? copied?.[2]], ['constraint', cause.constraint]]
    .flatMap(([what, name]) => (name === undefined ? [] : [`${what} ${name}`]));
  return `SQLSTATE ${state}${places.length > 0 ? ` at ${places.join(', ')}` : ''}`;
}
