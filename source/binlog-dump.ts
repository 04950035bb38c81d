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
/** In nanoseconds; the second name is MySQL's newer one. */
const askForHeartbeats = `SET @master_heartbeat_period = ${heartbeatSeconds}000000000, @source_heartbeat_period = ${heartbeatSeconds}000000000`;

/** What the decoder decodes; rows and commits are taken from the packets, for speed. */
const decodedEvents = ['rotate', 'format', 'tablemap', 'query', 'xaprepare'];

/** Starts to read; events come until {@link Dump.stop} or an error. */
export function startDump({ config, from, tables }: DumpOptions, listener: DumpListener): Dump {
  const { host, port, user, password, ca, serverId } = config;
  const zongji = new ZongJi({ host, port, user, password, connectTimeout: 10_000, enableKeepAlive: true, ...(ca ? { ssl: { ca } } : {}) });
  const guard = createGuard(listener);
  let paused = false;
  const watch = createWatch(() => paused, guard.fail);
  zongji.on('error', guard.fail);
  zongji.on('binlog', (event) => guard.run(() => listener.onEvent(event), undefined));
  zongji.on('ready', () => {
    const connection = zongji.connection as unknown as LogConnection;
    connection.query(askForHeartbeats, (error) => error && guard.fail(error));
    watchCommand(connection, guard.fail, (raw) => {
      watch.alive();
      const packet = logPacketOf(raw, zongji.useChecksum);
      return packet !== undefined && guard.run(() => listener.onPacket(packet), true);
    });
  });
  zongji.start({
    serverId, filename: from.file, position: from.position, includeEvents: decodedEvents,
    includeSchema: Object.fromEntries(Object.entries(tables).map(([database, names]) => [database, [...names]])),
  });
  return {
    // The decoder pauses too, while it looks up a table. The two never meet: rows, which fill the queue, come only while it does not.
    pause: () => (paused = true, void zongji.connection?.pause()),
    resume: () => (paused = false, void zongji.connection?.resume()),
    forgetTables: () => void (zongji.tableMap = {}),
    stop: () => new Promise((resolve) => {
      guard.end();
      watch.end();
      zongji.once('stopped', () => resolve());
      zongji.stop();
    }),
  };
}

/** Tells the listener of the first error and keeps everything after it, or after the end, from it. */
interface Guard {
  fail(error: unknown): void;
  run<T>(work: () => T, otherwise: T): T;
  end(): void;
}

function createGuard(listener: DumpListener): Guard {
  let over = false;
  const fail = (error: unknown): void => {
    if (over) return;
    over = true;
    listener.onError(error);
  };
  return {
    fail,
    run(work, otherwise) {
      if (over) return otherwise;
      try {
        return work();
      } catch (error) {
        fail(error);
        return otherwise;
      }
    },
    end: () => void (over = true),
  };
}

/** A command of the driver: gets each packet of its answer and says whether that was the last. */
interface DriverCommand extends NodeJS.EventEmitter {
  execute(packet: DriverPacket | undefined, connection: unknown): boolean;
}

/** What is used of the driver's connection beyond its declared type. */
interface LogConnection {
  query(sql: string, done: (error: Error | null) => void): void;
  addCommand(command: DriverCommand): DriverCommand;
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
