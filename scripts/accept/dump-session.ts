import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { KnownCollations } from './map-collation';

/** Where a MySQL or MariaDB server is and who comes. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** A session fit for a dump: bytes go through unchanged. */
export interface DumpSession {
  readonly version: string;
  readonly known: KnownCollations;
  readonly maxPacketBytes: number;
  /** Runs one statement, given as one latin1 character per byte. */
  run(sql: string): Promise<void>;
  /** First column of the first row, as text. */
  ask(sql: string): Promise<string>;
  close(): Promise<void>;
}

const WISHED_PACKET_BYTES = 1024 * 1024 * 1024;

/** Opens a session for loading; `say` hears what was changed on the server. */
export async function openDumpSession(address: ServerAddress, say: (line: string) => void): Promise<DumpSession> {
  await raisePacketLimit(address, say);
  const connection = await connect(address);
  try {
    return await prepareSession(connection, say);
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

/**
 * Character set `binary` makes mysql2 write one byte per character. It would follow the dump's SET NAMES if the server
 * could report it, hence no session tracking; the dump's words then count on the server alone.
 */
function connect(address: ServerAddress): Promise<Connection> {
  return createConnection({ ...address, charset: 'BINARY', flags: ['-SESSION_TRACK'], dateStrings: true });
}

async function prepareSession(connection: Connection, say: (line: string) => void): Promise<DumpSession> {
  const session = sessionOn(connection);
  await session.run('SET NAMES utf8mb4');
  await proveBytesSurvive(session);
  // Ids 0 (admin store, guests) must stay 0, and every old value is taken as it is.
  await session.run(`SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0, unique_checks = 0, time_zone = '+00:00'`);
  await session.run('SET innodb_strict_mode = 0').catch((error: Error) => say(`innodb_strict_mode stays as it is: ${error.message}`));
  return {
    ...session,
    version: await session.ask('SELECT VERSION()'),
    maxPacketBytes: Number(await session.ask('SELECT @@max_allowed_packet')),
    known: {
      collations: await namesOf(session, KNOWN_COLLATIONS),
      charsets: await namesOf(session, 'SELECT GROUP_CONCAT(CHARACTER_SET_NAME) FROM information_schema.CHARACTER_SETS'),
    },
  };
}

/** MariaDB lists the uca1400 collations without their character set in COLLATIONS, and whole in the other table. */
const KNOWN_COLLATIONS = `
  SELECT GROUP_CONCAT(name) FROM (
    SELECT COLLATION_NAME AS name FROM information_schema.COLLATIONS WHERE CHARACTER_SET_NAME IS NOT NULL
    UNION
    SELECT CASE WHEN a.COLLATION_NAME LIKE CONCAT(a.CHARACTER_SET_NAME, '\\_%') OR a.COLLATION_NAME = 'binary'
           THEN a.COLLATION_NAME ELSE CONCAT(a.CHARACTER_SET_NAME, '_', a.COLLATION_NAME) END
    FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY a
  ) AS every`;

async function namesOf(session: Pick<DumpSession, 'ask' | 'run'>, sql: string): Promise<ReadonlySet<string>> {
  await session.run('SET group_concat_max_len = 1000000');
  return new Set((await session.ask(sql)).toLowerCase().split(','));
}

function sessionOn(connection: Connection): Pick<DumpSession, 'run' | 'ask' | 'close'> {
  return {
    async run(sql) {
      await connection.query(sql);
    },
    async ask(sql) {
      const [rows] = await connection.query<RowDataPacket[][]>({ sql, rowsAsArray: true });
      const value: unknown = rows[0]?.[0];
      return Buffer.isBuffer(value) ? value.toString('utf8') : String(value ?? '');
    },
    close: () => connection.end(),
  };
}

/** All bytes but those that need an escape, sent and asked back: a driver that recodes would spoil values silently. */
async function proveBytesSurvive(session: Pick<DumpSession, 'ask'>): Promise<void> {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => ![0, 0x27, 0x5c].includes(byte)));
  const seen = await session.ask(`SELECT HEX(_binary '${bytes.toString('latin1')}')`);
  if (seen !== bytes.toString('hex').toUpperCase()) throw new Error('the MySQL driver changes bytes on their way: values of the dump would be spoilt');
}

async function raisePacketLimit(address: ServerAddress, say: (line: string) => void): Promise<void> {
  const connection = await connect(address);
  try {
    const session = sessionOn(connection);
    const bytes = Number(await session.ask('SELECT @@GLOBAL.max_allowed_packet'));
    if (bytes >= WISHED_PACKET_BYTES) return;
    await session.run(`SET GLOBAL max_allowed_packet = ${WISHED_PACKET_BYTES}`).then(
      () => say(`max_allowed_packet of the server raised from ${bytes} to ${WISHED_PACKET_BYTES} bytes`),
      (error: Error) => say(`max_allowed_packet stays at ${bytes} bytes (${error.message}): a longer statement would fail`),
    );
  } finally {
    await connection.end();
  }
}
