import ZongJi, { type AnyBinlogEvent } from '@vlasky/zongji';
import { logPacketOf, type DriverPacket, type LogPacket } from './binlog-packet';
import type { SourceConfig } from './connect';

export interface DumpOptions {
  readonly config: SourceConfig & { readonly serverId: number };
  readonly from: { readonly file: string; readonly position: number };
  /** Database to tables; all others are passed over undecoded. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
}

export interface DumpListener {
  /** Every event, before the decoder sees it. @returns whether it is dealt with. */
  onPacket(packet: LogPacket): boolean;
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

/** What the decoder decodes; rows and commits are taken from the packets, for speed. */
const decodedEvents = ['rotate', 'format', 'tablemap', 'query', 'xaprepare'];

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
  const guarded = <T>(work: () => T, otherwise: T): T => {
    if (over) return otherwise;
    try {
      return work();
    } catch (error) {
      fail(error);
      return otherwise;
    }
  };
  zongji.on('ready', () => {
    const connection = zongji.connection as unknown as LogConnection;
    gate.install(connection);
    connection.query(`SET @master_heartbeat_period = ${heartbeatSeconds}000000000, @source_heartbeat_period = ${heartbeatSeconds}000000000`, (error) => error && fail(error));
    watchCommand(connection, fail, (raw) => {
      watch.alive();
      const packet = logPacketOf(raw, zongji.useChecksum);
      return packet !== undefined && guarded(() => listener.onPacket(packet), true);
    });
  });
  zongji.on('binlog', (event) => guarded(() => listener.onEvent(event), undefined));
  zongji.start({
    serverId: config.serverId, filename: from.file, position: from.position, includeEvents: decodedEvents,
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

/** A command of the driver: gets each packet of its answer and says whether that was the last. */
interface DriverCommand extends NodeJS.EventEmitter {
  execute(packet: DriverPacket | undefined, connection: unknown): boolean;
}

/** What is used of the driver's connection beyond its declared type. */
interface LogConnection {
  pause(): void;
  resume(): void;
  query(sql: string, done: (error: Error | null) => void): void;
  addCommand(command: DriverCommand): DriverCommand;
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

/**
 * Shows each packet of the log to `take` before the decoder gets it, unless that deals with it. The server's own sentence
 * about the end of the stream reaches only the command, which the decoder does not listen to.
 */
function watchCommand(connection: LogConnection, fail: (error: unknown) => void, take: (packet: DriverPacket) => boolean): void {
  const add = connection.addCommand.bind(connection);
  connection.addCommand = (command) => {
    if (command.constructor.name !== 'Binlog') return add(command);
    command.on('error', fail);
    command.on('eof', () => fail(lost('ended the log stream')));
    const execute = command.execute.bind(command);
    command.execute = (packet, from) => (packet && take(packet) ? false : execute(packet, from));
    return add(command);
  };
}
