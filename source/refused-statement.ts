import { BanyanFailure } from '../contracts/failures';

/** Where in the log: before this position. */
export interface LogPlace {
  readonly file: string;
  readonly nextPosition: number;
}

/** Rows of the shop were written as text: which rows cannot be known. */
export function statementFailure(verb: string, { file, nextPosition }: LogPlace): BanyanFailure {
  return new BanyanFailure('InvalidInput',
    `the log holds a ${verb} of the shop as a statement (before ${file}:${nextPosition}), its rows cannot be known: `
    + 'set binlog_format=ROW on the source for every session, then start the stream anew and verify');
}

/** The rows of a prepared transaction are in the log before anyone can see them, which Banyan's reads rest on. */
export function preparedFailure({ file, nextPosition }: LogPlace): BanyanFailure {
  return new BanyanFailure('InvalidInput', `the shop uses prepared XA transactions (before ${file}:${nextPosition}): commit them in one phase while Banyan runs`);
}
