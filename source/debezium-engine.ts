import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { EngineOffset } from './debezium-token';

/** Where the engine's program is. */
export interface EngineProgram {
  /** Folder with `banyan-debezium.jar` and `lib/`, as `npm run stack -- --source-reader=debezium` makes it. */
  readonly home: string;
  /** Java 17 or newer: a name on PATH, or a path. */
  readonly java: string;
}

/** What the program is told first. Passwords go this way, never by argument or environment. */
export interface EngineSettings {
  readonly properties: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly offset: EngineOffset | null;
  readonly shape: string | null;
  /** `database.table` to columns. */
  readonly wanted: Readonly<Record<string, readonly string[]>>;
}

export interface EngineListener {
  /** One message; see `Outlet.java`. */
  onMessage(message: readonly unknown[]): void;
  /** Called once, after the last message. `why` is what the program said on standard error. */
  onEnd(why: string): void;
}

/** A running engine. It ends when this process does. */
export interface Engine {
  pause(): void;
  resume(): void;
  tell(message: Readonly<Record<string, unknown>>): void;
  /** Resolves when it is gone; nothing is told any more. */
  stop(): Promise<void>;
  readonly pid: number | undefined;
}

const patienceMs = 5000;

/** Java's own messages would go to standard output, between ours. The archive of classes halves the time to start. */
function javaOptions(home: string): string[] {
  const archive = join(home, 'engine.jsa');
  return [
    '-Xlog:disable', '-Xmx384m', '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError', ...(existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : []),
    '-cp', `${join(home, 'banyan-debezium.jar')}:${join(home, 'lib', '*')}`,
  ];
}

/** Starts the engine in a process of its own. */
export function startEngine({ home, java }: EngineProgram, settings: EngineSettings, listener: EngineListener): Engine {
  const child = spawn(java, [...javaOptions(home), 'banyan.debezium.Main'], { stdio: ['pipe', 'pipe', 'pipe'] });
  let stopped = false;
  let said = '';
  const gone = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      if (!stopped) listener.onEnd(why);
      stopped = true;
      resolve();
    };
    child.once('error', (error) => end(`${java} cannot be run: ${error.message}`));
    child.once('close', (code, signal) => end(said.trim() || `it ended with ${signal ?? code}`));
  });
  child.stderr.on('data', (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-500)));
  // The engine's own end is told by `close`.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(settings)}\n`);
  readLines(child.stdout, (line) => {
    if (!stopped) listener.onMessage(JSON.parse(line) as unknown[]);
  });
  return {
    pid: child.pid,
    pause: () => void child.stdout.pause(),
    resume: () => void child.stdout.resume(),
    tell: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
    stop: () => stop(child, gone, () => void (stopped = true)),
  };
}

async function stop(child: ChildProcessByStdio<Writable, Readable, Readable>, gone: Promise<void>, silence: () => void): Promise<void> {
  silence();
  child.stdin.end();
  // Whoever is blocked in writing sees the end of its input all the same; the rest is thrown away.
  child.stdout.resume();
  const patience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await gone;
  clearTimeout(patience);
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      const line = chunk.toString('utf8', from, end);
      onLine(rest.length === 0 ? line : Buffer.concat([...rest, chunk.subarray(from, end)]).toString('utf8'));
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  });
}
