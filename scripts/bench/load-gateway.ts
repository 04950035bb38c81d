import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `wrk` measured. Times in milliseconds. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no 2xx or 3xx, and connections that broke. */
  readonly failed: number;
}

/** Loads a URL with so many connections for so many seconds, each asking anew as soon as it is answered. */
export async function loadGateway(url: string, { connections, seconds }: { readonly connections: number; readonly seconds: number }): Promise<Load> {
  const { stdout } = await run('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-H', 'Cookie: PHPSESSID=bench', url]);
  return {
    perSecond: Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN),
    p50: milliseconds(/50%\s+([\d.]+)(us|ms|s)/.exec(stdout)),
    p99: milliseconds(/99%\s+([\d.]+)(us|ms|s)/.exec(stdout)),
    failed: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0) + [.../(?:connect|read|write|timeout) (\d+)/g[Symbol.matchAll](stdout)].reduce((sum, found) => sum + Number(found[1]), 0),
  };
}

function milliseconds(found: RegExpExecArray | null): number {
  if (!found) return Number.NaN;
  return Number(found[1]) * { us: 0.001, ms: 1, s: 1000 }[found[2] as 'us' | 'ms' | 's'];
}
