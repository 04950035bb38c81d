import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { RowDataPacket } from 'mysql2';
import { BanyanFailure } from '../contracts/failures';
import { createBinlogSource, type BinlogConfig } from './binlog-reader';
import type { BinlogToken } from './binlog-token';
import type { ChangeSource, Token } from './change-source';
import { checkEngine } from './check-engine';
import { connectSource, withSource, type SourceConnection } from './connect';
import type { EngineProgram } from './debezium-engine';
import { openDebeziumStream } from './debezium-stream';
import { parseDebeziumToken, placeOf, type DebeziumToken } from './debezium-token';
import { readServerIdentity, type ServerIdentity } from './server-identity';

export interface DebeziumConfig extends BinlogConfig {
  readonly program: EngineProgram;
  /** Below it each reader has a folder of its own for offsets and schema history. */
  readonly dir: string;
  /** `initial`: without a token, the engine first sends every row there is. Default `no_data`: Banyan's own copy does that. */
  readonly snapshot?: 'no_data' | 'initial';
}

/** Reads the binary log through Debezium's embedded engine, in a Java process of its own. */
export function createDebeziumSource(config: DebeziumConfig): ChangeSource {
  if (config.ca !== undefined) {
    throw new BanyanFailure('InvalidInput', 'the Debezium reader does not speak TLS to the source yet: use sourceReader binlog, or leave BANYAN_SOURCE_CA out');
  }
  return {
    async open(after, options) {
      await checkEngine(config.program);
      const start = await findStart(config, after);
      return openDebeziumStream({ config, options, start, isNew: after === undefined, program: config.program, folder: folderOf(config, start) });
    },
  };
}

async function findStart(config: DebeziumConfig, after: Token | undefined): Promise<DebeziumToken> {
  const pool = connectSource(config, 1);
  try {
    const identity = await withSource(pool, readServerIdentity);
    if (after) return await stillThere(config, parseDebeziumToken(after, identity));
    if (config.snapshot === 'initial') return { reader: 'debezium', ...identity, offset: null };
    const { file, position, gtid, fileCreated } = await place(config);
    // MariaDB's own word is of a moment later than the position.
    const gtids = identity.flavor === 'mysql' ? gtid : await withSource(pool, (connection) => gtidAt(connection, file, position));
    return { reader: 'debezium', ...identity, offset: { file, pos: position, ...(gtids ? { gtids } : {}) }, ...(fileCreated === undefined ? {} : { fileCreated }) };
  } finally {
    await pool.end();
  }
}

/** @throws PositionLost when the server no longer has the place. */
async function stillThere(config: DebeziumConfig, token: DebeziumToken): Promise<DebeziumToken> {
  const at = placeOf(token);
  if (at) await place(config, at);
  return token;
}

/** Asks through the Node reader for a moment: whether the place is there and this user may read it, and failures in the same words. */
async function place(config: DebeziumConfig, at?: BinlogToken): Promise<BinlogToken> {
  const stream = await createBinlogSource(config).open(at, { wanted: new Map(), maxRows: 1, maxMs: 0 });
  await stream.close();
  return stream.start as BinlogToken;
}

async function gtidAt(connection: SourceConnection, file: string, position: number): Promise<string> {
  const [[row]] = await connection.query<RowDataPacket[]>('SELECT BINLOG_GTID_POS(?, ?) AS gtid', [file, position]);
  return String(row!.gtid ?? '');
}

function folderOf({ dir, host, port, database, prefix, serverId }: DebeziumConfig, { flavor, server }: ServerIdentity): string {
  const key = createHash('sha256').update(JSON.stringify([flavor, server, host, port, database, prefix, serverId])).digest('hex');
  return join(resolve(dir), key.slice(0, 16));
}
