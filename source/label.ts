import type { ResultSetHeader } from 'mysql2';
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
  if (affectedRows !== 1) {
    throw new BanyanFailure('InvalidInput', 'banyan.barrier on the source must hold exactly one row; run the source preparation again');
  }
  return insertId;
}
