import { join } from 'node:path';
import type { BinlogConfig } from './binlog-reader';
import type { LogTables } from './binlog-tables';
import type { ServerIdentity } from './server-identity';

/**
 * Where the engine gets its knowledge of the tables from. `no_data`: from the history in its folder; `recovery`: from
 * the tables as they are; `initial`: from the tables, whose rows it copies too.
 */
export type SnapshotMode = 'no_data' | 'recovery' | 'initial';

export interface EngineAim {
  readonly config: BinlogConfig;
  readonly flavor: ServerIdentity['flavor'];
  readonly tables: LogTables;
  readonly folder: string;
  readonly mode: SnapshotMode;
}

export const historyFile = 'schema-history.jsonl';

/** Debezium's own settings. */
export function engineProperties({ config, flavor, tables, folder, mode }: EngineAim): Readonly<Record<string, string>> {
  const mysql = flavor === 'mysql';
  return {
    name: 'banyan', 'topic.prefix': 'banyan',
    'connector.class': mysql ? 'io.debezium.connector.mysql.MySqlConnector' : 'io.debezium.connector.mariadb.MariaDbConnector',
    'database.hostname': config.host, 'database.port': String(config.port), 'database.user': config.user, 'database.password': config.password,
    'database.server.id': String(config.serverId), 'database.ssl.mode': mysql ? 'disabled' : 'disable',
    ...(mysql ? { 'driver.allowPublicKeyRetrieval': 'true' } : {}),
    ...included(tables), ...storage(folder), ...reading,
    'snapshot.mode': mode, 'snapshot.locking.mode': 'none',
  };
}

/** Offsets each second, and every statement that changed a table as soon as it was read. */
const storage = (folder: string): Readonly<Record<string, string>> => ({
  'offset.storage': 'org.apache.kafka.connect.storage.FileOffsetBackingStore',
  'offset.storage.file.filename': join(folder, 'offsets.dat'),
  'offset.flush.interval.ms': '1000',
  'schema.history.internal': 'io.debezium.storage.file.history.FileSchemaHistory',
  'schema.history.internal.file.filename': join(folder, historyFile),
  'schema.history.internal.store.only.captured.databases.ddl': 'true',
});

const reading = {
  // Exact, or not at all.
  'decimal.handling.mode': 'string', 'bigint.unsigned.handling.mode': 'precise',
  'event.processing.failure.handling.mode': 'fail', 'inconsistent.schema.handling.mode': 'fail',
  converters: 'moments', 'moments.type': 'banyan.debezium.Moments',
  'post.processors': 'watch', 'post.processors.watch.type': 'banyan.debezium.LogWatch',
  // Ends of transactions, statements and truncations belong to what is read.
  'provide.transaction.metadata': 'true', 'include.schema.changes': 'true', 'skipped.operations': 'none', 'tombstones.on.delete': 'false',
  // The parent starts it again: a lost connection or an error is told, not waited out.
  'connect.keep.alive': 'false', 'connect.keep.alive.interval.ms': '5000', 'errors.max.retries': '0',
  'heartbeat.interval.ms': '1000', 'poll.interval.ms': '20', 'max.batch.size': '2048', 'max.queue.size': '8192', 'max.queue.size.in.bytes': String(64 << 20),
  'record.processing.threads': '1',
} as const;

/** Lists are regular expressions, parted by commas, that match whole names. */
const exactly = (...names: readonly string[]): string => names.map((name) => name.replace(/[^A-Za-z0-9_]/g, (char) => (char === '-' ? char : `\\${char}`))).join('\\.');

function included(tables: LogTables): Readonly<Record<string, string>> {
  const pairs = Object.entries(tables.byDatabase).flatMap(([database, names]) => names.map((name) => [database, name] as const));
  return {
    'database.include.list': Object.keys(tables.byDatabase).map((name) => exactly(name)).join(','),
    'table.include.list': pairs.map(([database, name]) => exactly(database, name)).join(','),
    'column.include.list': pairs.flatMap(([database, name]) => tables.find(database, name)!.columns.map((column) => exactly(database, name, column))).join(','),
  };
}
