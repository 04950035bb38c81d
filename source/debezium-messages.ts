import { BanyanFailure } from '../contracts/failures';
import type { BatchQueue } from './binlog-batches';
import { readStatement } from './binlog-statement';
import { barrierTable, heartbeatTable, type LogTables } from './binlog-tables';
import type { RowImage, SchemaChange } from './change-source';
import type { DebeziumToken, EngineOffset } from './debezium-token';
import { preparedFailure, statementFailure } from './refused-statement';

/** A table as the engine described it. */
interface Described {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface MessageReaderOptions {
  readonly tables: LogTables;
  readonly queue: BatchQueue;
  readonly start: DebeziumToken;
  /** The server has begun to send, or the snapshot has its first row. */
  onOpen(token: DebeziumToken): void;
  /** Lets the engine read on behind a statement that it asked about. */
  pass(): void;
}

export interface MessageReader {
  /** Takes one message of the engine. Throws failures. */
  read(message: readonly unknown[]): void;
  /** After the last whole transaction. */
  at(): DebeziumToken;
  /** The number by which the engine knows a token; undefined for one of an earlier engine. */
  sequenceOf(token: object): number | undefined;
}

interface State extends MessageReaderOptions {
  token: DebeziumToken;
  readonly described: Map<number, Described>;
  readonly sequences: WeakMap<object, number>;
}

/** Turns what one engine says into rows, schema changes and tokens on the queue. */
export function createMessageReader(options: MessageReaderOptions): MessageReader {
  const state: State = { ...options, token: options.start, described: new Map(), sequences: new WeakMap() };
  return { read: (message) => read(state, message), at: () => state.token, sequenceOf: (token) => state.sequences.get(token) };
}

type Values = readonly (number | string | null)[] | null;

function read(state: State, message: readonly unknown[]): void {
  switch (message[0]) {
    case 'row':
      return addRow(state, message as [string, number, Values, Values]);
    case 'end':
      return commit(state, message);
    case 'beat':
      // Inside a transaction the token must not move: its rows are not whole.
      return state.queue.isInside() ? undefined : commit(state, message);
    case 'table':
      return describe(state, message as [string, number, string, string, string[]]);
    case 'opened':
      return open(state, message as [string, string, string, number]);
    case 'ddl':
      return readDefinition(state, message);
    case 'truncated':
      changeSchema(state, message, [{ table: state.tables.find(String(message[4]), String(message[5]))!.table, kind: 'truncated' }]);
      return commit(state, message);
    case 'asked':
      return judge(state, message as [string, string, string, string, number]);
    default:
      throw new Error(`the Debezium engine said something unknown: ${String(message[0])}`);
  }
}

function open(state: State, [, shape, file, created]: [string, string, string, number]): void {
  const { offset } = state.token;
  state.token = { ...state.token, shape, ...(offset?.file === file && created > 0 ? { fileCreated: created } : {}) };
  state.queue.startAt(state.token);
  state.onOpen(state.token);
}

function describe(state: State, [, id, database, name, columns]: [string, number, string, string, string[]]): void {
  const wanted = state.tables.find(database, name);
  if (!wanted) throw new Error('the Debezium engine sends a table that nobody asked for');
  state.described.set(id, { table: wanted.table, columns });
  // A snapshot has rows long before the log is read.
  state.onOpen(state.token);
}

function addRow({ queue, described: known }: State, [, id, before, after]: [string, number, Values, Values]): void {
  const described = known.get(id)!;
  if (described.table === barrierTable.table) return queue.addBarrier(Number(imageOf(described, after)?.n ?? 0));
  if (described.table === heartbeatTable.table) return queue.addHeartbeat(String(imageOf(described, after)?.at ?? ''));
  const [first, second] = [imageOf(described, before), imageOf(described, after)];
  queue.add({ table: described.table, ...(first && { before: first }), ...(second && { after: second }) });
}

function imageOf({ columns }: Described, values: Values): RowImage | undefined {
  if (values === null) return undefined;
  const image: Record<string, number | string | null> = {};
  for (let at = 0; at < columns.length; at += 1) image[columns[at]!] = values[at]!;
  return image;
}

/** Sequence, offset and the second of its file's creation are at the same places of every message that moves the token. */
function commit(state: State, message: readonly unknown[], shape = state.token.shape): void {
  const { flavor, server } = state.token;
  const created = message[3] as number | null;
  state.token = {
    reader: 'debezium', flavor, server, offset: message[2] as EngineOffset,
    ...(shape === undefined ? {} : { shape }), ...(created === null || created === 0 ? {} : { fileCreated: created }),
  };
  state.sequences.set(state.token, message[1] as number);
  state.queue.commit(state.token);
}

function readDefinition(state: State, message: readonly unknown[]): void {
  const [, , , , database, sql, shape] = message as [string, number, object, number | null, string | null, string | null, string];
  const statement = readStatement(sql ?? '', database ?? '', state.tables.watched);
  const changes = statement.kind === 'definition' ? statement.changes : [];
  changeSchema(state, message, changes.map((change) => ({ ...change, table: state.tables.plainName(change.table) })));
  commit(state, message, shape);
}

/** The engine tells a statement once for each table it names; said once is enough. */
function changeSchema(state: State, message: readonly unknown[], changes: readonly SchemaChange[]): void {
  const offset = message[2] as EngineOffset;
  const again = state.token.offset?.file === offset.file && state.token.offset?.pos === offset.pos && state.token.offset?.event === offset.event;
  if (!again) for (const change of changes) state.queue.addSchemaChange(change);
}

function judge({ tables, pass }: State, [, database, sql, file, nextPosition]: [string, string, string, string, number]): void {
  if (sql === 'XA PREPARE') throw preparedFailure({ file, nextPosition });
  if (sql === 'LOAD DATA' && [tables.watched.database, 'banyan'].includes(database)) throw statementFailure(sql, { file, nextPosition });
  const statement = readStatement(sql, database, tables.watched);
  if (statement.kind === 'rows') throw statementFailure(statement.verb, { file, nextPosition });
  pass();
}

/** @throws SourceSchemaDrift when nothing but the tables themselves could say how the log's rows are to be read, and they have changed. */
export function otherShape(): BanyanFailure {
  return new BanyanFailure('SourceSchemaDrift', 'mapped tables were altered after the stored position, and the history of those changes is not in this folder: '
    + 'resume on the machine that read them, or start the stream anew, copy the affected entities again, then verify');
}
