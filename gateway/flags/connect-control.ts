import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Pool, types, type ClientConfig } from 'pg';

/** Where the control database is. */
export interface ControlAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** PEM of the authority that signed the server's certificate; verify-full TLS is on when given. */
  readonly ca?: string;
}

export type ControlPool = Pool;
/** A pool, or one connection of it. */
export type Queryable = Pick<Client, 'query'>;

const BIGINT = 20;

/** Every session speaks UTC and gives up soon: a gateway goes on without the control database. */
const session = '-c timezone=UTC -c lock_timeout=2s -c statement_timeout=3s -c search_path=pg_catalog,banyan';

const clientConfig = ({ ca, ...address }: ControlAddress): ClientConfig => ({
  ...address,
  options: session,
  connectionTimeoutMillis: 5_000,
  query_timeout: 4_000,
  keepAlive: true,
  application_name: 'banyan gateway',
  types: { getTypeParser: (oid, format) => (oid === BIGINT ? Number : types.getTypeParser(oid, format as 'text')) as never },
  ...(ca ? { ssl: { ca } } : {}),
});

/** A few connections for what is written; nothing is opened until it is used. */
export function connectControl(address: ControlAddress, connections = 3): ControlPool {
  const pool = new Pool({ ...clientConfig(address), max: connections });
  // A connection that breaks is replaced by the pool, and the query it was running reports what is wrong.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** One connection that listens. */
export const controlClient = (address: ControlAddress): Client => new Client(clientConfig(address));

const schemaFile = join(__dirname, '..', 'schema', 'gateway.sql');

/** Makes the gateway's tables where they are missing. Safe to call by several at once. */
export async function prepareControl(pool: ControlPool): Promise<void> {
  const found = await pool.query<{ there: boolean }>("SELECT to_regclass('banyan.gateway_traffic') IS NOT NULL AS there");
  if (found.rows[0]?.there) return;
  const schema = await readFile(schemaFile, 'utf8');
  await inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('banyan.migrations'))");
    await client.query(schema);
  });
}

/** Runs work in one transaction; anything thrown rolls it back. */
export async function inTransaction<T>(pool: ControlPool, work: (client: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => { broken = failure; });
    throw error;
  } finally {
    client.release(broken);
  }
}
