import { Pool, types, type PoolClient } from 'pg';
import { targetFailure } from './failure-of';

/** Where one PostgreSQL target is and who writes to it. */
export interface TargetConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** PEM of the authority that signed the server's certificate; verify-full TLS is on when given. */
  readonly ca?: string;
}

export type TargetPool = Pool;
export type TargetClient = PoolClient;

const BIGINT = 20;

/** Every session speaks UTC and waits for locks only so long; the search path is pinned. */
const session = '-c timezone=UTC -c lock_timeout=30s -c search_path=pg_catalog,banyan -c extra_float_digits=3';

/** A pool of connections to a target; nothing is opened until it is used. */
export function connectTarget(config: TargetConfig, connections = 8): TargetPool {
  const pool = new Pool({
    host: config.host,
    port: config.port,
    user: config.user,
    password: config.password,
    database: config.database,
    max: connections,
    options: session,
    connectionTimeoutMillis: 10_000,
    application_name: 'banyan',
    types: { getTypeParser: (oid, format) => (oid === BIGINT ? safeNumber : types.getTypeParser(oid, format as 'text')) as never },
    ...(config.ca ? { ssl: { ca: config.ca } } : {}),
  });
  // A connection that breaks is replaced by the pool, and the query it was running reports what is wrong.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function safeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`a bigint beyond 2^53: ${value}`);
  return number;
}

/** Runs work on one connection and gives it back; driver errors come out as failures with a remedy. */
export async function withTarget<T>(pool: TargetPool, work: (client: TargetClient) => Promise<T>): Promise<T> {
  let client: TargetClient | undefined;
  try {
    client = await pool.connect();
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    client?.release(isBroken(error));
    throw targetFailure(error, pool.options);
  }
}

/** Runs work in one READ COMMITTED transaction; anything thrown rolls it back. */
export function inTransaction<T>(pool: TargetPool, work: (client: TargetClient) => Promise<T>): Promise<T> {
  return withTarget(pool, async (client) => {
    await client.query('BEGIN');
    try {
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  });
}

/** A connection that failed otherwise than by an SQL error must not go back into the pool. */
const isBroken = (error: unknown): boolean => !(error instanceof Error && /^[0-9A-Z]{5}$/.test((error as { code?: string }).code ?? ''));

/** Quotes an identifier. Names come from definitions; anything PostgreSQL would cut short is refused. */
export function quoteIdent(name: string): string {
  if (name.length === 0 || Buffer.byteLength(name) > 63 || name.includes('\0')) throw new Error(`not a PostgreSQL identifier: ${JSON.stringify(name)}`);
  return `"${name.replace(/"/g, '""')}"`;
}
