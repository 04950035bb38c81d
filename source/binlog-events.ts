import type { AnyBinlogEvent, QueryEvent, TableMapEvent, XaPrepareEvent } from '@vlasky/zongji';
import { BanyanFailure } from '../contracts/failures';
import type { BatchQueue } from './binlog-batches';
import { changesOf, type RowsEvent } from './binlog-rows';
import { readStatement } from './binlog-statement';
import { barrierTable, heartbeatTable, type LogTables } from './binlog-tables';
import type { BinlogToken } from './binlog-token';

export interface EventReaderOptions {
  readonly tables: LogTables;
  readonly queue: BatchQueue;
  readonly start: BinlogToken;
  /** A log file was opened; called with the second of its creation before any of its events are read. */
  onFile(file: string, created: number): void;
}

/** Where the reader stands in the log, and what it met since the last commit. */
interface Cursor {
  readonly identity: Pick<BinlogToken, 'reader' | 'flavor' | 'server'>;
  file: string;
  position: number;
  fileCreated?: number;
  gtid?: string;
  rows: boolean;
}

export interface EventReader {
  /** Takes the events in the order of the log; throws failures. */
  read(event: AnyBinlogEvent): void;
  /** The end of the last transaction. */
  at(): BinlogToken;
}

/** Turns events into rows, schema changes and tokens on the queue. */
export function createEventReader(options: EventReaderOptions): EventReader {
  const { start } = options;
  const cursor: Cursor = {
    identity: { reader: 'binlog', flavor: start.flavor, server: start.server },
    file: start.file, position: start.position, gtid: start.gtid, rows: false,
  };
  return { read: (event) => readEvent(event, cursor, options), at: () => tokenAt(cursor) };
}

function readEvent(event: AnyBinlogEvent, cursor: Cursor, options: EventReaderOptions): void {
  switch (event.getTypeName()) {
    case 'WriteRows':
    case 'UpdateRows':
    case 'DeleteRows':
      return readRows(event as RowsEvent, cursor, options);
    case 'Xid':
      return commit(event, cursor, options);
    case 'Query':
      return readQuery(event as QueryEvent, cursor, options);
    case 'TableMap':
      return checkColumns(event as TableMapEvent);
    case 'XaPrepare':
      return readPrepared(event as XaPrepareEvent, cursor, options);
    case 'Rotate': {
      const { binlogName, position } = event as Extract<AnyBinlogEvent, { binlogName: string; position: number }>;
      if (binlogName === cursor.file) return;
      Object.assign(cursor, { file: binlogName, position, fileCreated: undefined });
      return;
    }
    case 'Format':
      return readFormat(event, cursor, options);
  }
}

/** The first event of each file. A finished file may be purged, so the token leaves it at once. */
function readFormat(event: AnyBinlogEvent, cursor: Cursor, { queue, start, onFile }: EventReaderOptions): void {
  const created = event.timestamp / 1000;
  onFile(cursor.file, created);
  cursor.fileCreated = created;
  if (cursor.file !== start.file) queue.commit(tokenAt(cursor));
}

function readRows(event: RowsEvent, cursor: Cursor, { tables, queue }: EventReaderOptions): void {
  const map = event.tableMap[event.tableId];
  const wanted = map && tables.find(map.parentSchema, map.tableName);
  if (!wanted) return;
  cursor.rows = true;
  for (const change of changesOf(event, wanted)) {
    if (wanted === barrierTable) queue.addBarrier(Number(change.after?.n ?? 0));
    else if (wanted === heartbeatTable) queue.addHeartbeat(String(change.after?.at ?? ''));
    else queue.add(change);
  }
}

function commit(event: AnyBinlogEvent, cursor: Cursor, { queue }: EventReaderOptions): void {
  // Positions in the log have 32 bits. In a file beyond 4 GiB they would go back: the token waits for the next file.
  if (event.nextPosition <= cursor.position) return;
  cursor.position = event.nextPosition;
  cursor.gtid = event.gtid ?? cursor.gtid;
  cursor.rows = false;
  queue.commit(tokenAt(cursor));
}

function readQuery(event: QueryEvent, cursor: Cursor, options: EventReaderOptions): void {
  const { tables, queue } = options;
  const statement = readStatement(event.query, event.schema, tables.watched);
  if (statement.kind === 'inside') return;
  if (statement.kind === 'rows') {
    throw new BanyanFailure('InvalidInput',
      `the log holds a ${statement.verb} of the shop as a statement (before ${cursor.file}:${event.nextPosition}), its rows cannot be known: `
      + 'set binlog_format=ROW on the source for every session, then start the stream anew and verify');
  }
  if (statement.kind === 'definition') {
    for (const change of statement.changes) queue.addSchemaChange({ ...change, table: tables.plainName(change.table) });
  }
  commit(event, cursor, options);
}

/** The rows of a prepared transaction are in the log before anyone can see them, which Banyan's reads rest on. */
function readPrepared(event: XaPrepareEvent, cursor: Cursor, options: EventReaderOptions): void {
  if (cursor.rows && !event.onePhase) {
    throw new BanyanFailure('InvalidInput', `the shop uses prepared XA transactions (before ${cursor.file}:${event.nextPosition}): commit them in one phase while Banyan runs`);
  }
  commit(event, cursor, options);
}

/**
 * Without names in the log the decoder takes them from the table as it is now; that is right only while the number of
 * columns is the same.
 */
function checkColumns(event: TableMapEvent): void {
  const known = event.tableMap[event.tableId]?.columnSchemas.length;
  if (event.columnNames !== undefined || known === undefined || known === event.columnCount) return;
  throw new BanyanFailure('SourceSchemaDrift',
    `the log has ${event.columnCount} columns for ${event.schemaName}.${event.tableName}, the table now has ${known}: `
    + 'set binlog_row_metadata=FULL so that the log itself names them, then start the stream anew and verify');
}

function tokenAt({ identity, file, position, fileCreated, gtid }: Cursor): BinlogToken {
  return { ...identity, file, position, ...(fileCreated === undefined ? {} : { fileCreated }), ...(gtid === undefined ? {} : { gtid }) };
}
