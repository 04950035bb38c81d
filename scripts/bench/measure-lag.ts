import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { SHOP, type BenchServers } from './bench-servers';
import { cpuOfTree } from './cpu-clock';
import { probeLag } from './probe-lag';
import type { Followers } from './start-followers';
import { startLoad } from './start-load';
import type { LoadResult } from './write-load';

export interface LagOptions {
  readonly database: string;
  readonly rate: number;
  readonly probes: number;
  readonly warm: number;
  readonly seconds: number;
}

export interface MeasuredLag {
  /** In which second a change was acknowledged, and after how many milliseconds it was seen. */
  readonly probes: readonly { readonly second: number; readonly lag: number }[];
  readonly missing: number;
  readonly load: LoadResult;
  /** Of the machine, in use by each program and server. */
  readonly cores: Readonly<Record<string, number>>;
  /** Of the stream, at each second of the load, in MB. */
  readonly memory: readonly number[];
}

/** Puts the shop under load, and looks on from outside once everybody is warm. */
export async function measureLag(servers: BenchServers, { pids }: Followers, { database, rate, probes: perSecond, warm, seconds }: LagOptions): Promise<MeasuredLag> {
  const load = startLoad({ server: servers.source, database: SHOP, rate });
  const memory: number[] = [];
  const looking = setInterval(() => memory.push(residentMegabytes(pids.stream!)), 1000);
  try {
    await Promise.race([setTimeout(warm * 1000), load.ended]);
    const names = { ...pids, source: servers.sourcePid, target: servers.targetPid, ...brokerPids(servers), load: load.pid };
    const used = (): [string, number][] => Object.entries(names).map(([name, pid]) => [name, cpuOfTree(pid)]);
    const [before, began] = [new Map(used()), performance.now()];
    const probing = probeLag(servers, { database, perSecond, signal: AbortSignal.timeout(seconds * 1000) });
    // Only its failure ends the time early.
    await Promise.race([setTimeout(seconds * 1000), load.ended, probing.then(() => new Promise<never>(() => undefined))]);
    const elapsed = (performance.now() - began) / 1000;
    const cores = Object.fromEntries(used().map(([name, cpu]) => [name, Number(((cpu - before.get(name)!) / elapsed).toFixed(2))]));
    // Those on their way are waited for while the load goes on.
    const { probes, missing } = await probing;
    return { probes: probes.map(({ at, lag }) => ({ second: (at - began) / 1000, lag })), missing, load: await load.stop(), cores, memory };
  } finally {
    clearInterval(looking);
    load.kill();
  }
}

const brokerPids = ({ dapr, redisPid }: BenchServers): Record<string, number> => {
  const daprPid = dapr?.control.pid();
  return daprPid && redisPid ? { daprd: daprPid, redis: redisPid } : {};
};

const residentMegabytes = (pid: number): number => Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
