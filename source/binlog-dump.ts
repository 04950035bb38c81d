import ZongJi, { type AnyBinlogEvent } from '@vlasky/zongji';
import type { SourceConfig } from './connect';

export interface DumpOptions {
  readonly config: SourceConfig & { readonly serverId: number };
  readonly from: { readonly file: string; readonly position: number };
  /** Database to tables; all others are passed over undecoded. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

export interface DumpListener {
  onEvent(event: AnyBinlogEvent): void;
  /** Called once; the connection is of no use afterwards. */
  onError(error: unknown): void;
}

/** A connection over which the server sends its log. */
export interface Dump {
  pause(): void;
  resume(): void;
  /** Table ids start anew in each log file. */
  forgetTables(): void;
  /** Resolves when both connections are gone. */
  stop(): Promise<void>;
}

/** Seconds between the server's signs of life while it has nothing to send, and how many may be missed. */
const heartbeatSeconds = 5;
const missedHeartbeats = 4;

const wantedEvents = ['rotate', 'format', 'tablemap', 'writerows', 'updaterows', 'deleterows', 'query', 'xid', 'xaprepare'];

/** Starts to read; events come until {@link Dump.stop} or an error. */
export function startDump({ config, from, tables }: DumpOptions, listener: DumpListener): Dump {
  const zongji = new ZongJi({
    host: config.host, port: config.port, user: config.user, password: config.password,
    // Text in UTC, exact to the microsecond.
    dateStrings: true, timezone: 'Z', connectTimeout: 10_000, enableKeepAlive: true,
    ...(config.ca ? { ssl: { ca: config.ca } } : {}),
  });
  let over = false;
  const fail = (error: unknown): void => {
    if (over) return;
    over = true;
    listener.onError(error);
  };
  const gate = createGate();
  const watch = createWatch(() => gate.isClosed(), fail);
  zongji.on('error', fail);
  zongji.on('ready', () => {
    const connection = zongji.connection as unknown as LogConnection;
    gate.install(connection);
    connection.query(`SET @master_heartbeat_period = ${heartbeatSeconds}000000000, @source_heartbeat_period = ${heartbeatSeconds}000000000`, (error) => error && fail(error));
    watchCommand(connection, { fail, alive: watch.alive });
  });
  zongji.on('binlog', (event) => {
    if (over) return;
    try {
      listener.onEvent(event);
    } catch (error) {
      fail(error);
    }
  });
  zongji.start({
    serverId: config.serverId, filename: from.file, position: from.position, includeEvents: wantedEvents,
    includeSchema: Object.fromEntries(Object.entries(tables).map(([database, names]) => [database, [...names]])),
  });
  return {
    pause: gate.close,
    resume: gate.open,
    forgetTables: () => void (zongji.tableMap = {}),
    stop: () => new Promise((resolve) => {
      over = true;
      watch.end();
      zongji.once('stopped', () => resolve());
      zongji.stop();
    }),
  };
}

/** What is used of the driver's connection beyond its declared type. */
interface LogConnection {
  pause(): void;
  resume(): void;
  query(sql: string, done: (error: Error | null) => void): void;
  addCommand(command: NodeJS.EventEmitter): NodeJS.EventEmitter;
  readonly stream: NodeJS.EventEmitter;
}

/**
 * The decoder pauses the connection while it looks up a table, and resuming it then would lose rows; so the two
 * reasons to pause are kept apart, and data flows only when there is neither.
 */
function createGate(): { install(connection: LogConnection): void; close(): void; open(): void; isClosed(): boolean } {
  let own = false;
  let decoder = false;
  let pause = (): void => undefined;
  let resume = (): void => undefined;
  const flow = (): void => (own || decoder ? pause() : resume());
  return {
    install(connection) {
      pause = connection.pause.bind(connection);
      resume = connection.resume.bind(connection);
      connection.pause = () => (decoder = true, flow());
      connection.resume = () => (decoder = false, flow());
    },
    close: () => (own = true, flow()),
    open: () => (own = false, flow()),
    isClosed: () => own,
  };
}

/** Notices a server that has fallen silent without closing the connection. */
function createWatch(isPaused: () => boolean, fail: (error: unknown) => void): { alive(): void; end(): void } {
  let seen = Date.now();
  const timer = setInterval(() => {
    if (isPaused()) seen = Date.now();
    else if (Date.now() - seen > heartbeatSeconds * missedHeartbeats * 1000) fail(lost('sends no heartbeats any more'));
  }, heartbeatSeconds * 1000);
  return { alive: () => void (seen = Date.now()), end: () => clearInterval(timer) };
}

function lost(why: string): Error {
  return Object.assign(new Error(`the server ${why}`), { code: 'PROTOCOL_CONNECTION_LOST' });
}

/** The server's own sentence about the end of the stream reaches only the command, which the decoder does not listen to. */
function watchCommand(connection: LogConnection, { fail, alive }: { fail(error: unknown): void; alive(): void }): void {
  const add = connection.addCommand.bind(connection);
  connection.addCommand = (command) => {
    if (command.constructor.name !== 'Binlog') return add(command);
    command.on('error', fail);
    command.on('eof', () => fail(lost('ended the log stream')));
    connection.stream.on('data', alive);
    return add(command);
  };
}
