import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `wrk` measured. Times in milliseconds. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no 2xx or 3xx, and connections that broke. */
  readonly failed: number;
}

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
}

/** Loads a URL: every connection asks anew as soon as it is answered. */
export async function loadGateway(url: string, { connections, seconds }: LoadOptions): Promise<Load> {
  const { stdout } = await run('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-H', 'Cookie: PHPSESSID=bench', url]);
  return readLoad(stdout);
}

export interface PacedLoadOptions extends LoadOptions {
  /** Requests per second. */
  readonly rate: number;
  /** What has to be answered. */
  readonly answer: string;
}

/** Loads a URL at a rate, whatever the answers take. */
export async function loadAtRate(url: string, { connections, seconds, rate, answer }: PacedLoadOptions): Promise<Load> {
  const { port, pathname } = new URL(url);
  const { stdout } = await run(process.execPath, [join(__dirname, 'paced-load.cjs'), port, pathname, rate, seconds, connections, answer].map(String));
  return JSON.parse(stdout) as Load;
}

/** Reads what `wrk` printed; a figure that is missing is NaN. */
export function readLoad(printed: string): Load {
  return {
    requests: Number(/(\d+) requests in/.exec(printed)?.[1] ?? Number.NaN),
    perSecond: Number(/Requests\/sec:\s*([\d.]+)/.exec(printed)?.[1] ?? Number.NaN),
    p50: milliseconds(/50%\s+([\d.]+)(us|ms|s)/.exec(printed)),
    p99: milliseconds(/99%\s+([\d.]+)(us|ms|s)/.exec(printed)),
    failed: Number(/Non-2xx or 3xx responses: (\d+)/.exec(printed)?.[1] ?? 0) + [.../(?:connect|read|write|timeout) (\d+)/g[Symbol.matchAll](printed)].reduce((sum, found) => sum + Number(found[1]), 0),
  };
}

function milliseconds(found: RegExpExecArray | null): number {
  if (!found) return Number.NaN;
  return Number(found[1]) * { us: 0.001, ms: 1, s: 1000 }[found[2] as 'us' | 'ms' | 's'];
}
