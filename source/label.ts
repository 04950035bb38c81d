import type { ResultSetHeader, RowDataPacket } from 'mysql2';
import { BanyanFailure } from '../contracts/failures';
import { withSource, type SourcePool } from './connect';

/** A point in the source's commit order: everything committed before barrier n is visible to a snapshot opened after it. */
export type Label = number;

/**
 * Commits one small row and returns its number. Commits become visible in log order, so once this one is
 * acknowledged every earlier one is visible: a snapshot opened now reflects all of them.
 */
export async function takeLabel(pool: SourcePool): Promise<Label> {
  const result = await withSource(pool, (connection) =>
    connection.query<ResultSetHeader>('UPDATE banyan.barrier SET n = LAST_INSERT_ID(n + 1)'));
  const { insertId, affectedRows } = result[0];
  if (affectedRows !== 1) throw notPrepared();
  return insertId;
}

/** Far above all labels that were ever taken; 8192 of them fit where JavaScript counts exactly. */
export const labelJump = 2 ** 40;

/** The newest label that was taken, without taking one. */
export async function readBarrier(pool: SourcePool): Promise<Label> {
  const [[row]] = await withSource(pool, (connection) => connection.query<RowDataPacket[]>('SELECT n FROM banyan.barrier'));
  if (!row) throw notPrepared();
  return Number(row.n);
}

/**
 * Lifts the barrier above every label that was ever taken, here or on another server: what is loaded from now on wins
 * over all that was loaded before, also where this server knows an older barrier than the ledger.
 * @param known the newest label that anybody knows. @returns the label that stands now.
 */
export async function jumpBarrier(pool: SourcePool, known: Label): Promise<Label> {
  const result = await withSource(pool, (connection) => connection.query<ResultSetHeader>(
    'UPDATE banyan.barrier SET n = LAST_INSERT_ID((GREATEST(n, ?) DIV ? + 1) * ?)', [known, labelJump, labelJump]));
  if (result[0].affectedRows !== 1) throw notPrepared();
  return result[0].insertId;
}

const notPrepared = (): BanyanFailure =>
  new BanyanFailure('InvalidInput', 'banyan.barrier on the source must hold exactly one row; run the source preparation again');
