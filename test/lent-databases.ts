import { randomBytes } from 'node:crypto';
import type { Connection, RowDataPacket } from 'mysql2/promise';

/** A database on the source and the account that reads it. */
export interface Lent {
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Suites run in processes of their own, so the list of what they hand on to each other is kept on the server. */
const list = 'banyan_tests.lent';

/** Takes a database that an earlier suite has handed back; undefined when there is none. */
export async function borrow(root: Connection): Promise<Lent | undefined> {
  const borrower = randomBytes(8).toString('hex');
  await root.query('CREATE DATABASE IF NOT EXISTS banyan_tests');
  await root.query(`CREATE TABLE IF NOT EXISTS ${list} (name varchar(64) PRIMARY KEY, user varchar(64) NOT NULL, password varchar(64) NOT NULL, borrower varchar(16))`);
  await root.query(`UPDATE ${list} SET borrower = ? WHERE borrower IS NULL LIMIT 1`, [borrower]);
  const [[row]] = await root.query<RowDataPacket[]>(`SELECT name AS \`database\`, user, password FROM ${list} WHERE borrower = ?`, [borrower]);
  return row as Lent | undefined;
}

/** Hands a database on to the next suite that asks for one. */
export const handBack = async (root: Connection, { database, user, password }: Lent): Promise<void> =>
  void (await root.query(`REPLACE INTO ${list} VALUES (?, ?, ?, NULL)`, [database, user, password]));
