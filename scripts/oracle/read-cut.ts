import { Client } from 'pg';
import type { OracleConnection } from './oracle';

/** The choice that the first run wrote down in its control database: a day, or undefined for all customers. */
export async function readCut({ host, port, user, password, database }: OracleConnection): Promise<string | undefined> {
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: string }>("SELECT value FROM banyan.settings WHERE name = 'customers_since' AND value <> 'all'");
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}
