import type { Connection } from 'mysql2/promise';
import { sourceAccountStatements, type SourceAccount } from '../../source/account-statements';

/** Makes Banyan's schema and account on the source. Runs with an administrator's connection; may be repeated. */
export const prepareSource = async (root: Connection, account: SourceAccount): Promise<void> => {
  for (const statement of sourceAccountStatements(account)) await root.query(statement);
};
