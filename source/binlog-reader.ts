import { createBatchQueue } from './binlog-batches';
import { startDump, type Dump } from './binlog-dump';
import { createEventReader } from './binlog-events';
import { binlogFailure, type Reading } from './binlog-failure';
import { logTables } from './binlog-tables';
import { checkFileCreated, parseBinlogToken, type BinlogToken } from './binlog-token';
import type { ChangeSource, ChangeSourceOptions, ChangeStream, Token } from './change-source';
import { connectSource, withSource, type SourceConfig } from './connect';
import { readLogEnd, readServerIdentity } from './server-identity';

export interface BinlogConfig extends SourceConfig {
  /** Unique among the source's replicas and readers. */
  readonly serverId: number;
  /** Table prefix of the shop, '' when it has none. */
  readonly prefix: string;
}

/** Reads the binary log of MariaDB or MySQL in this process. Opening waits until the server has begun to send. */
export function createBinlogSource(config: BinlogConfig): ChangeSource {
  return {
    async open(after, options) {
      return openStream(config, await findStart(config, after), options);
    },
  };
}

async function findStart(config: BinlogConfig, after: Token | undefined): Promise<BinlogToken> {
  const pool = connectSource(config, 1);
  const reading: Reading = { user: config.user, serverId: config.serverId };
  try {
    return await withSource(pool, async (connection) => {
      const identity = await readServerIdentity(connection);
      if (after) return parseBinlogToken(after, identity);
      const end = await readLogEnd(connection, identity).catch((error: unknown) => {
        throw binlogFailure(error, reading);
      });
      return { reader: 'binlog', ...identity, ...end };
    });
  } finally {
    await pool.end();
  }
}

async function openStream(config: BinlogConfig, start: BinlogToken, options: ChangeSourceOptions): Promise<ChangeStream> {
  const tables = logTables(config, options.wanted);
  const reading: Reading = { user: config.user, serverId: config.serverId, at: start };
  let dump: Dump | undefined;
  let isOpen = false;
  const queue = createBatchQueue(options, { pause: () => dump?.pause(), resume: () => dump?.resume() });
  const opened = new Promise<BinlogToken>((resolve, reject) => {
    const events = createEventReader({
      tables, queue, start,
      onFile(file, created) {
        if (file === start.file) checkFileCreated(start, created);
        dump?.forgetTables();
        if (isOpen) return;
        isOpen = true;
        const known = { ...start, fileCreated: created };
        queue.startAt(known);
        resolve(known);
      },
    });
    dump = startDump({ config, from: start, tables: tables.byDatabase }, {
      onPacket: (packet) => events.take(packet),
      onEvent: (event) => events.read(event),
      onError(error) {
        const failure = binlogFailure(error, { ...reading, at: events.at() });
        void dump?.stop();
        queue.fail(failure);
        reject(failure);
      },
    });
  });
  const token = await opened;
  return {
    start: token,
    next: () => queue.next(),
    // The server keeps its log by its own rules, and nothing is stored here.
    acknowledge: () => undefined,
    async close() {
      queue.close();
      await dump?.stop();
    },
  };
}
