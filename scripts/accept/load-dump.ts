import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { DumpFault, faultOf } from './dump-fault';
import { openDumpSession, type DumpSession, type ServerAddress } from './dump-session';
import { rewriteStatement } from './rewrite-statement';
import { createStatementSplitter } from './split-statements';

/** The database that a dump is to become. */
export interface LoadTarget extends ServerAddress {
  readonly database: string;
}

/** What a load did. `bytes` are those of the dump when unpacked; counts are by kind. */
export interface DumpReport {
  readonly database: string;
  readonly serverVersion: string;
  readonly statements: number;
  readonly bytes: number;
  /** SHA-256 of the dump when unpacked, in hex: which dump it is, whatever its file is called. */
  readonly sha256: string;
  readonly seconds: number;
  readonly tables: number;
  /** Statements run in another form: `definer`, `utf8mb4_0900_ai_ci -> utf8mb4_uca1400_nopad_ai_ci`, ... */
  readonly changed: Readonly<Record<string, number>>;
  /** Statements left out: `lock tables`, `use`, `create database`, ... */
  readonly leftOut: Readonly<Record<string, number>>;
}

type Say = (line: string) => void;

interface Load {
  readonly session: DumpSession;
  readonly say: Say;
  readonly changed: Record<string, number>;
  readonly leftOut: Record<string, number>;
  readonly began: number;
  readonly hash: Hash;
  lastWord: number;
  statements: number;
  bytes: number;
  database: string | undefined;
}

const SECONDS_BETWEEN_WORDS = 10;
const CHUNK_BYTES = 1024 * 1024;

/**
 * Streams a dump (.sql or .sql.gz, told apart by content) into a database that it creates with character set utf8mb3,
 * as Magento asks for. One statement is in memory at a time, and the next is read while the server runs it.
 * Throws DumpFault with the remedy; a database that it created is dropped then, so that nothing is left half-loaded.
 */
export async function loadDump(path: string, target: LoadTarget, say: Say): Promise<DumpReport> {
  await failUnlessReadable(path);
  const { database, ...address } = target;
  const session = await openDumpSession(address, say);
  try {
    const existed = await createDatabase(session, database);
    const load: Load = {
      session, say, changed: {}, leftOut: {}, began: Date.now(), hash: createHash('sha256'), lastWord: Date.now(), statements: 0, bytes: 0, database: undefined,
    };
    try {
      await feed(path, load);
      await session.run('COMMIT');
    } catch (error) {
      await session.run(existed ? 'DO 0' : `DROP DATABASE ${quoted(database)}`).catch((dropped: Error) => say(`database ${database} is left half-loaded: ${dropped.message}`));
      throw error;
    }
    return await reportOf(load, database);
  } finally {
    await session.close().catch((error: Error) => say(`the session could not be closed: ${error.message}`));
  }
}

async function failUnlessReadable(path: string): Promise<void> {
  const found = await stat(path).catch((error: Error) => {
    throw new DumpFault(`the dump ${path} cannot be read (${error.message}). Remedy: give the path of a .sql or .sql.gz file`);
  });
  if (!found.isFile() || found.size === 0) throw new DumpFault(`${path} is ${found.isFile() ? 'empty' : 'no file'}. Remedy: give the path of a .sql or .sql.gz file`);
}

/** Creates the database, or accepts one without tables. Returns whether it was there before. */
async function createDatabase(session: DumpSession, database: string): Promise<boolean> {
  const name = `'${database.replace(/[\\']/g, '\\$&')}'`;
  const existed = (await session.ask(`SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ${name}`)) !== '0';
  const tables = await session.ask(`SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${name}`);
  if (tables !== '0') throw new DumpFault(`database ${database} holds ${tables} tables already. Remedy: name another one, or drop it yourself`);
  if (!existed) await session.run(`CREATE DATABASE ${quoted(database)} CHARACTER SET ${session.known.charsets.has('utf8mb3') ? 'utf8mb3' : 'utf8'}`);
  await session.run(`USE ${quoted(database)}`);
  return existed;
}

function quoted(identifier: string): string {
  return `\`${identifier.replace(/`/g, '``')}\``;
}

async function feed(path: string, load: Load): Promise<void> {
  const splitter = createStatementSplitter();
  let running: Promise<void> = Promise.resolve();
  for await (const chunk of chunksOf(path)) {
    load.bytes += chunk.length;
    load.hash.update(chunk);
    // Chunk by chunk the reader is one ahead of the server, never more: that is all the memory it takes.
    const statements = cutting(() => splitter.push(chunk));
    await running;
    running = runAll(load, statements);
    running.catch(() => undefined); // awaited in the next turn
  }
  await running;
  await runAll(load, cutting(() => splitter.end()));
  if (load.statements === 0) throw new DumpFault(`${path} holds no SQL statement. Remedy: give a dump made by mysqldump or mariadb-dump`);
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const packed = await isGzip(path);
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  if (packed) file.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  try {
    for await (const chunk of packed ? gunzip : file) yield chunk as Buffer;
  } catch (error) {
    throw new DumpFault(`${path} cannot be read to its end (${(error as Error).message}). Remedy: copy or make the dump again`);
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

function cutting(cut: () => readonly Buffer[]): readonly Buffer[] {
  try {
    return cut();
  } catch (error) {
    throw new DumpFault(`${(error as Error).message}. Remedy: copy or make the dump again`);
  }
}

async function runAll(load: Load, statements: readonly Buffer[]): Promise<void> {
  for (const statement of statements) await runOne(load, statement);
}

async function runOne(load: Load, statement: Buffer): Promise<void> {
  load.statements += 1;
  const verdict = rewriteStatement(statement, load.session.known);
  if (!verdict.run) {
    load.leftOut[verdict.kind] = (load.leftOut[verdict.kind] ?? 0) + 1;
    failOnSecondDatabase(load, verdict.database);
    return;
  }
  if (verdict.sql.length + 16 > load.session.maxPacketBytes) {
    throw new DumpFault(`statement ${load.statements} has ${verdict.sql.length} bytes, the server takes ${load.session.maxPacketBytes}. Remedy: raise max_allowed_packet of the server`);
  }
  for (const kind of verdict.changed) load.changed[kind] = (load.changed[kind] ?? 0) + 1;
  try {
    await load.session.run(verdict.sql);
  } catch (error) {
    throw faultOf(error, { number: load.statements, sql: verdict.sql, carriesRows: verdict.carriesRows });
  }
  sayProgress(load);
}

function failOnSecondDatabase(load: Load, named: string | undefined): void {
  if (named === undefined) return;
  if (load.database !== undefined && load.database !== named) {
    throw new DumpFault(`the dump holds more than one database (${load.database}, ${named}). Remedy: dump Magento's database alone`);
  }
  load.database = named;
}

function sayProgress(load: Load): void {
  if (Date.now() - load.lastWord < SECONDS_BETWEEN_WORDS * 1000) return;
  load.lastWord = Date.now();
  load.say(`${load.statements} statements, ${Math.round(load.bytes / 1e6)} MB in ${Math.round((Date.now() - load.began) / 1000)} s`);
}

async function reportOf(load: Load, database: string): Promise<DumpReport> {
  return {
    database,
    serverVersion: load.session.version,
    statements: load.statements,
    bytes: load.bytes,
    sha256: load.hash.digest('hex'),
    seconds: (Date.now() - load.began) / 1000,
    tables: Number(await load.session.ask(`SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`)),
    changed: load.changed,
    leftOut: load.leftOut,
  };
}
