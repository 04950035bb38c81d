import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { createConnection, type Connection } from 'mysql2/promise';
import { createBinlogSource, type BinlogConfig } from '../../../source/binlog-reader';
import type { ChangeBatch, ChangeSource, ChangeSourceOptions, ChangeStream, Token } from '../../../source/change-source';
import type { EngineProgram } from '../../../source/debezium-engine';
import { createDebeziumSource } from '../../../source/debezium-source';
import type { SourceDatabase } from '../../servers';

/** A small shop with prefix `m2_` whose log is read. */
export interface LogShop {
  readonly config: BinlogConfig;
  /** Where Debezium keeps what it must remember. */
  readonly dir: string;
  /** The reader that is tried, for another account or address. */
  source(config: BinlogConfig): ChangeSource;
  /** As root, in the shop's database. */
  sql(...statements: readonly string[]): Promise<void>;
  open(after?: Token, options?: Partial<ChangeSourceOptions>): Promise<ChangeStream>;
  /** A second reader beside the first, from now on. */
  openAnother(options: Partial<ChangeSourceOptions>): Promise<ChangeStream>;
  /** Takes a barrier and reads until it arrives. */
  readOn(stream: ChangeStream): Promise<ChangeBatch[]>;
  /** LOAD DATA LOCAL of a text, as root, in the session of {@link sql}. */
  loadData(table: string, text: string): Promise<void>;
  /** Cuts the connections over which the log is sent. */
  killReaders(): Promise<void>;
  close(): Promise<void>;
}

const tables = [
  'CREATE TABLE m2_sales_order (entity_id int unsigned NOT NULL PRIMARY KEY, increment_id varchar(50), grand_total decimal(20,4), note text)',
  'CREATE TABLE m2_sales_order_item (item_id bigint unsigned NOT NULL PRIMARY KEY, order_id int unsigned NOT NULL, sku varchar(255))',
  'CREATE TABLE m2_cron_schedule (id int PRIMARY KEY, v int)',
];

const wanted = new Map([['sales_order', ['entity_id', 'increment_id']], ['sales_order_item', ['item_id', 'order_id']]]);

let nextServerId = 7000 + (process.pid % 1000) * 50;

/**
 * Creates the tables; the caller closes.
 * @param debezium the engine, when Debezium is the reader.
 */
export async function createLogShop(source: SourceDatabase, debezium?: EngineProgram): Promise<LogShop> {
  const { host, port, database, user, password, rootUser, rootPassword } = source;
  const config = { host, port, database, user, password, prefix: 'm2_', serverId: (nextServerId += 1) };
  const dir = join(mkdtempSync(join(tmpdir(), 'banyan-log-')), 'debezium');
  const sourceOf = (reader: BinlogConfig): ChangeSource => (debezium ? createDebeziumSource({ ...reader, program: debezium, dir }) : createBinlogSource(reader));
  let root: Connection | undefined;
  const streams: ChangeStream[] = [];
  const sql = async (...statements: readonly string[]): Promise<void> => {
    root ??= await createConnection({ host, port, database, user: rootUser, password: rootPassword });
    try {
      for (const statement of statements) await root.query(statement);
    } catch (error) {
      root.destroy();
      root = undefined;
      throw error;
    }
  };
  const open = async (reader: BinlogConfig, after?: Token, options: Partial<ChangeSourceOptions> = {}): Promise<ChangeStream> => {
    const stream = await sourceOf(reader).open(after, { wanted, maxRows: 1000, maxMs: 50, ...options });
    streams.push(stream);
    return stream;
  };
  await sql(...tables);
  return {
    config, dir, sql, source: sourceOf,
    open: (after, options) => open(config, after, options),
    openAnother: (options) => open({ ...config, serverId: (nextServerId += 1) }, undefined, options),
    async readOn(stream) {
      await sql('UPDATE banyan.barrier SET n = n + 1');
      const [[row]] = (await root!.query('SELECT n FROM banyan.barrier')) as unknown as [[{ n: number }]];
      return readTo(stream, row.n);
    },
    async loadData(table, text) {
      await sql('SET GLOBAL local_infile = ON');
      await root!.query({ sql: `LOAD DATA LOCAL INFILE 'text' INTO TABLE ${table}`, infileStreamFactory: () => Readable.from([Buffer.from(text)]) });
    },
    async killReaders() {
      await sql('DO 1');
      const [rows] = (await root!.query("SELECT ID AS id FROM information_schema.PROCESSLIST WHERE COMMAND LIKE 'Binlog Dump%'")) as unknown as [{ id: number }[]];
      for (const { id } of rows) await sql(`KILL ${id}`);
    },
    async close() {
      for (const stream of streams) await stream.close();
      await root?.end();
      rmSync(dirname(dir), { recursive: true, force: true });
    },
  };
}

async function readTo(stream: ChangeStream, barrier: number): Promise<ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  for (;;) {
    const batch = await stream.next();
    if (!batch) throw new Error('the stream was closed before the barrier arrived');
    batches.push(batch);
    if ((batch.barrier ?? 0) >= barrier) return batches;
  }
}
