import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
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
  /** Requests per second; without it every connection asks anew as soon as it is answered. */
  readonly rate?: number;
  /** Where a script for `wrk` may be written. */
  readonly folder: string;
}

/** Loads a URL. */
export async function loadGateway(url: string, { connections, seconds, rate, folder }: LoadOptions): Promise<Load> {
  const paced = rate === undefined ? [] : ['-s', writePace(folder, (connections / rate) * 1000)];
  const { stdout } = await run('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...paced, '-H', 'Cookie: PHPSESSID=bench', url]);
  return readLoad(stdout);
}

/** A script that lets each connection rest between requests, unevenly, so that arrivals are spread as those of strangers are. */
function writePace(folder: string, meanMs: number): string {
  const file = join(folder, 'pace.lua');
  writeFileSync(file, `math.randomseed(7)\nfunction delay() return math.floor(math.random() * ${(2 * meanMs + 1).toFixed(3)}) end\n`);
  return file;
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
