import { escapeLiteral } from 'pg';
import { quoteIdent } from './connect';

export interface TargetAccount {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/**
 * What an administrator runs on a target's server: the role, and a database that it owns, in which it makes every schema
 * itself. CREATE fails where there is one already, and what follows it holds all the same. The password stands in it.
 */
export const targetAccountStatements = ({ user, password, database }: TargetAccount): readonly string[] => [
  `CREATE ROLE ${quoteIdent(user)} LOGIN`,
  `ALTER ROLE ${quoteIdent(user)} LOGIN PASSWORD ${escapeLiteral(password)}`,
  `CREATE DATABASE ${quoteIdent(database)} OWNER ${quoteIdent(user)} ENCODING 'UTF8' TEMPLATE template0`,
  `ALTER DATABASE ${quoteIdent(database)} OWNER TO ${quoteIdent(user)}`,
];
