import { BanyanFailure } from '../contracts/failures';
import { binlogFailure, type Reading } from './binlog-failure';
import { positionLost } from './binlog-token';

/** One exception of the engine, without values of rows. */
interface Fault {
  readonly type: string;
  readonly errno?: number;
  readonly state?: string;
  readonly message?: string;
  /** "internal schema size 5, but row size 4" and the like. */
  readonly shape?: string;
  /** The history of the tables is missing or broken. */
  readonly history?: boolean;
  readonly at?: string;
}

/** What the engine's last message means: a failure, or that its folder's history is of no use. */
export type EngineEnd = { readonly kind: 'failure'; readonly failure: unknown } | { readonly kind: 'history' };

const cutOff = new Set(['EOFException', 'SocketException', 'SocketTimeoutException', 'ConnectException', 'UnknownHostException', 'NoRouteToHostException', 'TimeoutException']);

/** @param message `["failed", code, faults]` @param plainName a table's name without the shop's prefix. */
export function engineEnd(message: readonly unknown[], reading: Reading, plainName: (table: string) => string): EngineEnd {
  const [, code, faults] = message as [string, string, readonly Fault[]];
  if (code === 'other-shape' || faults.some((fault) => fault.history)) return { kind: 'history' };
  if (code === 'incident') return { kind: 'failure', failure: positionLost(reading.at, 'the server notes there that it lost events') };
  if (code === 'disconnected') return { kind: 'failure', failure: unavailable('the server ended the log stream') };
  return { kind: 'failure', failure: failureOf(faults, reading, plainName) };
}

function failureOf(faults: readonly Fault[], reading: Reading, plainName: (table: string) => string): unknown {
  const told = faults.find((fault) => fault.errno !== undefined && fault.message !== undefined);
  if (told) return binlogFailure(Object.assign(new Error(told.message), { errno: told.errno, code: codeOf(told) }), reading);
  const shape = faults.find((fault) => fault.shape)?.shape;
  if (shape !== undefined) return shapeFailure(shape);
  const known = faults.find((fault) => fault.type === 'MissingColumnException' || fault.type === 'UnreadableColumnException');
  if (known) return columnFailure(known, plainName);
  if (faults.some((fault) => cutOff.has(fault.type) || fault.state?.startsWith('08'))) return unavailable('the connection to the source was cut');
  return new Error(`the Debezium engine failed: ${faults.map((fault) => `${fault.type}${fault.errno ? ` ${fault.errno}` : ''} at ${fault.at ?? '?'}`).join(', caused by ')}`);
}

/** Unknown numbers of the server still mean that it ended the stream. */
const codeOf = ({ errno }: Fault): string => (errno === 1053 || errno === 1927 || errno === 1317 || errno === 1080 ? 'ER_SERVER_SHUTDOWN' : `errno ${errno}`);

const unavailable = (why: string): BanyanFailure => new BanyanFailure('SourceUnavailable', `${why}; the reader goes on from its token`);

function columnFailure({ type, message = '' }: Fault, plainName: (table: string) => string): BanyanFailure {
  if (type === 'UnreadableColumnException') return new BanyanFailure('SourceSchemaDrift', `the Debezium engine cannot read ${message}: use the binlog reader`);
  const [table = '', column] = message.split('.');
  return new BanyanFailure('SourceSchemaDrift', `column ${column} of ${plainName(table)} is not in the log: it was dropped or renamed on the source`);
}

function shapeFailure(shape: string): BanyanFailure {
  const [, schema, row] = /size (\d+), but row size (\d+)/.exec(shape) ?? [];
  if (row !== undefined && Number(row) < Number(schema)) {
    return new BanyanFailure('InvalidInput', `the log leaves columns out of a row (${row} of ${schema} are there): set binlog_row_image=FULL on the source, then start the stream anew and verify`);
  }
  return new BanyanFailure('SourceSchemaDrift', `a row of the log does not fit its table (${shape}): start the stream anew, then verify`);
}
