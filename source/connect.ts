import mysql from 'mysql2/promise';
import { sourceFailure, type Address } from './failure-of';

/** Where a Magento database is and who reads it. */
export interface SourceConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Table prefix; detected from `%eav_attribute` when undefined. */
  readonly prefix?: string;
  /** PEM of the authority that signed the server's certificate; TLS is on when given. */
  readonly ca?: string;
}

export type SourcePool = mysql.Pool;
export type SourceConnection = mysql.PoolConnection;

/**
 * What every session must have for values to be read exactly: UTC, and no silent changes of bad values.

 */
const session = "SET time_zone = '+00:00', sql_mode = ''";

/** A pool of connections to the source; nothing is opened until it is used. */
export function connectSource(config: SourceConfig, connections = 8): SourcePool {
  const pool = mysql.createPool({
    host: config.host,
    port: config.port,
    user: config.user,
    password: config.password,
    database: config.database,
    connectionLimit: connections,
    charset: 'utf8mb4_bin',
    connectTimeout: 10_000,
    enableKeepAlive: true,
    // Decimals, dates and big integers stay the text the server sent.
    decimalNumbers: false,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: false,
    ...(config.ca ? { ssl: { ca: config.ca } } : {}),
  });
  pool.pool.on('connection', (connection) => {
    connection.query(session, (error) => {
      if (error) connection.destroy();
    });
  });
  return pool;
}

/** Runs work on one connection and gives it back; driver errors come out as failures with a remedy. */
export async function withSource<T>(pool: SourcePool, work: (connection: SourceConnection) => Promise<T>): Promise<T> {
  try {
    const connection = await pool.getConnection();
    try {
      return await work(connection);
    } finally {
      connection.release();
    }
  } catch (error) {
    throw sourceFailure(error, addressOf(pool));
  }
}

/** The driver keeps it here; its types say otherwise. */
const addressOf = ({ pool }: SourcePool): Address => (pool.config as unknown as { readonly connectionConfig: Address }).connectionConfig;

/** Quotes an identifier. Names come from definitions and `information_schema`; anything else is refused. */
export function quoteName(name: string): string {
  if (name.length === 0 || name.length > 64 || name.includes('\0')) throw new Error(`not a MySQL identifier: ${JSON.stringify(name)}`);
  return `\`${name.replace(/`/g, '``')}\``;
}
