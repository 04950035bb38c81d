import type { AnyBinlogEvent, QueryEvent, RotateEvent, TableMapEvent, XaPrepareEvent } from '@vlasky/zongji';
import { BanyanFailure } from '../contracts/failures';
import type { BatchQueue } from './binlog-batches';
import { hasShiftedCharsets, logColumns } from './binlog-columns';
import { databaseOfLoad, eventType, gtidOf, isBegin, rowsKinds, tableIdOf, type LogPacket } from './binlog-packet';
import { changesOf, type LogTable } from './binlog-rows';
import { readStatement } from './binlog-statement';
import { barrierTable, heartbeatTable, type LogTables } from './binlog-tables';
import { positionLost, type BinlogToken } from './binlog-token';
import { preparedFailure, statementFailure } from './refused-statement';

export interface EventReaderOptions {
  readonly tables: LogTables;
  readonly queue: BatchQueue;
  readonly start: BinlogToken;
  /** A log file was opened; called with the second of its creation before any of its events are read. */
  onFile(file: string, created: number): void;
}

export interface EventReader {
  /** Reads what comes often, undecoded. @returns false for what the decoder shall decode and hand to {@link read}. */
  take(packet: LogPacket): boolean;
  /** What the decoder made of the rest. */
  read(event: AnyBinlogEvent): void;
  /** The end of the last transaction. */
  at(): BinlogToken;
}

/** A table id as the log last explained it; `layout` is missing where nobody wants the rows. */
interface Explained {
  readonly bytes: Buffer;
  layout?: LogTable;
}

interface State extends EventReaderOptions {
  file: string;
  position: number;
  fileCreated?: number;
  /** Of the last whole transaction, and of the one that is being read. */
  gtid?: string;
  nextGtid?: string;
  hasRows: boolean;
  readonly explained: Map<number, Explained>;
}

/** Turns events, in the order of the log, into rows, schema changes and tokens on the queue. Throws failures. */
export function createEventReader(options: EventReaderOptions): EventReader {
  const { file, position, gtid } = options.start;
  const state: State = { ...options, file, position, gtid, hasRows: false, explained: new Map() };
  return { take: (packet) => take(packet, state), read: (event) => read(event, state), at: () => tokenAt(state) };
}

function take(packet: LogPacket, state: State): boolean {
  switch (packet.type) {
    case eventType.tableMap:
      return isExplained(packet, state);
    case eventType.xid:
      commit(packet.nextPosition, state);
      return true;
    case eventType.gtid:
    case eventType.mariadbGtid:
    case eventType.anonymousGtid:
      state.nextGtid = gtidOf(packet);
      return true;
    case eventType.query:
      return isBegin(packet);
    case eventType.executeLoadQuery:
      if ([state.tables.watched.database, 'banyan'].includes(databaseOfLoad(packet))) throw statementFailure('LOAD DATA', { file: state.file, nextPosition: packet.nextPosition });
      return true;
    case eventType.incident:
      throw positionLost(state, 'the server notes there that it lost events');
    default:
      if (!rowsKinds.has(packet.type)) return false;
      takeRows(packet, state);
      return true;
  }
}

/** Each transaction explains its tables anew, nearly always in the same bytes. */
function isExplained(packet: LogPacket, { explained }: State): boolean {
  const id = tableIdOf(packet);
  const known = explained.get(id);
  if (known && packet.buffer.compare(known.bytes, 0, known.bytes.length, packet.start, packet.end) === 0) return true;
  explained.set(id, { bytes: Buffer.from(packet.buffer.subarray(packet.start, packet.end)) });
  return false;
}

function takeRows(packet: LogPacket, state: State): void {
  const layout = state.explained.get(tableIdOf(packet))?.layout;
  if (!layout) return;
  const { queue } = state;
  state.hasRows = true;
  for (const change of changesOf(packet, layout)) {
    if (layout.table === barrierTable.table) queue.addBarrier(Number(change.after?.n ?? 0));
    else if (layout.table === heartbeatTable.table) queue.addHeartbeat(String(change.after?.at ?? ''));
    else queue.add(change);
  }
}

function read(event: AnyBinlogEvent, state: State): void {
  switch (event.getTypeName()) {
    case 'TableMap':
      return explain(event as TableMapEvent, state);
    case 'Query':
      return readQuery(event as QueryEvent, state);
    case 'XaPrepare':
      return readPrepared(event as XaPrepareEvent, state);
    case 'Rotate':
      return readRotate(event as RotateEvent, state);
    case 'Format':
      return readFormat(event.timestamp / 1000, state);
    default:
      // Not asked of the decoder.
  }
}

/**
 * Without names in the log the decoder takes them from the table as it is now; that is right only while the number of
 * columns is the same.
 */
function explain(event: TableMapEvent, { tables, explained, start }: State): void {
  const wanted = tables.find(event.schemaName, event.tableName);
  const map = event.tableMap[event.tableId];
  const known = explained.get(event.tableId);
  if (!wanted || !map || !known) return;
  if (event.columnNames === undefined && map.columnSchemas.length !== event.columnCount) {
    throw new BanyanFailure('SourceSchemaDrift',
      `the log has ${event.columnCount} columns for ${wanted.table}, the table now has ${map.columnSchemas.length}: `
      + 'set binlog_row_metadata=FULL so that the log itself names them, then start the stream anew and verify');
  }
  if (start.flavor === 'mariadb' && event.columnNames !== undefined && hasShiftedCharsets(map, wanted.columns)) {
    throw new BanyanFailure('SourceSchemaDrift',
      `the log does not tell the character set of the texts of ${wanted.table}, which has a GEOMETRY column: move that column to a table of its own`);
  }
  known.layout = { table: wanted.table, columns: logColumns(wanted.table, map, wanted.columns) };
}

function readRotate({ binlogName, position }: RotateEvent, state: State): void {
  // The server repeats the present name when a stream begins.
  if (binlogName !== state.file) Object.assign(state, { file: binlogName, position, fileCreated: undefined });
}

/** The first event of each file. A finished file may be purged, so the token leaves it at once. Table ids start anew. */
function readFormat(created: number, state: State): void {
  state.onFile(state.file, created);
  state.fileCreated = created;
  state.explained.clear();
  if (state.file !== state.start.file) state.queue.commit(tokenAt(state));
}

function commit(nextPosition: number, state: State): void {
  // Positions in the log have 32 bits. In a file beyond 4 GiB they would go back: the token waits for the next file.
  if (nextPosition <= state.position) return;
  state.position = nextPosition;
  state.gtid = state.nextGtid ?? state.gtid;
  state.hasRows = false;
  state.queue.commit(tokenAt(state));
}

function readQuery(event: QueryEvent, state: State): void {
  const { tables, queue } = state;
  const statement = readStatement(event.query, event.schema, tables.watched);
  if (statement.kind === 'inside') return;
  if (statement.kind === 'rows') throw statementFailure(statement.verb, { file: state.file, nextPosition: event.nextPosition });
  if (statement.kind === 'definition') {
    for (const change of statement.changes) queue.addSchemaChange({ ...change, table: tables.plainName(change.table) });
  }
  commit(event.nextPosition, state);
}

function readPrepared({ onePhase, nextPosition }: XaPrepareEvent, state: State): void {
  if (state.hasRows && !onePhase) throw preparedFailure({ file: state.file, nextPosition });
  commit(nextPosition, state);
}

function tokenAt({ start, file, position, fileCreated, gtid }: State): BinlogToken {
  return {
    reader: 'binlog', flavor: start.flavor, server: start.server, file, position,
    ...(fileCreated === undefined ? {} : { fileCreated }), ...(gtid === undefined ? {} : { gtid }),
  };
}
