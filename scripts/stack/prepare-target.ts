import { Client } from 'pg';
import { targetAccountStatements, type TargetAccount } from '../../target/account-statements';
import type { TargetServer } from './stack';

/** duplicate_object, duplicate_database */
const THERE_ALREADY: readonly unknown[] = ['42710', '42P04'];

/** Makes the role that Banyan writes with, and a database that it owns. May be repeated: what is there stays, the password is set anew. */
export const prepareTarget = async ({ host, port, user, password, database }: TargetServer, account: TargetAccount): Promise<void> => {
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    for (const statement of targetAccountStatements(account)) {
      await client.query(statement).catch((error: { code?: unknown }) => {
        if (!THERE_ALREADY.includes(error.code)) throw error;
      });
    }
  } finally {
    await client.end();
  }
};
