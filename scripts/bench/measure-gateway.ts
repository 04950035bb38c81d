import { cpus } from 'node:os';
import { cpuOfTree, machineCpu } from './cpu-clock';
import { contenderNames, type ContenderName } from './gateway-contenders';
import { loadAtRate, loadGateway, type Load } from './load-gateway';
import { foreignLoad } from './measure-round';
import { median } from './median';
import { answer } from './nginx-configs';

/** A program that stands in front of the backend, or the backend itself. */
export interface Standing {
  readonly pid: number;
  readonly port: number;
}

export interface Stand {
  readonly contenders: Readonly<Record<ContenderName, Standing>>;
  readonly backend: Standing;
}

export interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** A load counts only when everything else used at most this share of the machine meanwhile. */
  readonly foreign: number;
}

/** One measured load; CPU is the contender's own, in microseconds per request. */
export interface MeasuredLoad extends Load {
  readonly cpu: number;
  /** Share of the machine that others used meanwhile. */
  readonly foreign: number;
}

export const halfLoadNames = ['direct', 'banyan', 'nginx', 'undici-dispatch'] as const;
export type HalfLoadName = (typeof halfLoadNames)[number];

export interface MeasuredGateway {
  readonly peak: Readonly<Record<ContenderName, readonly MeasuredLoad[]>>;
  /** All at half of the gateway's own peak. */
  readonly half: Readonly<Record<HalfLoadName, readonly MeasuredLoad[]>>;
  readonly halfRate: number;
  /** Loads that were left out, because the machine was not ours. */
  readonly leftOut: number;
}

const path = '/rest/V1/products/24-MB01';
const urlOf = ({ port }: Standing): string => `http://127.0.0.1:${port}${path}`;

/** Peaks first, contenders in turn and another first in every round; then the latency at half of the gateway's peak. */
export async function measureGateway(stand: Stand, { rounds, seconds, connections, foreign }: Rounds): Promise<MeasuredGateway> {
  const { contenders, backend } = stand;
  const peak = noLoads(contenderNames);
  const half = noLoads(halfLoadNames);
  let leftOut = 0;
  const undisturbed = async (standing: Standing, work: () => Promise<Load>): Promise<MeasuredLoad[]> => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const load = await measured(stand, standing, work);
      if (load.foreign <= foreign) return [load];
      leftOut += 1;
      await foreignLoad();
    }
    return [];
  };
  for (const name of contenderNames) await loadGateway(urlOf(contenders[name]), { connections, seconds: 2 });
  for (let round = 0; round < rounds; round++) {
    for (const name of inTurn(contenderNames, round)) peak[name].push(...await undisturbed(contenders[name], () => loadGateway(urlOf(contenders[name]), { connections, seconds })));
    console.log(`round ${round + 1}, requests/s: ${contenderNames.map((name) => `${name} ${peak[name].at(-1)?.perSecond.toFixed(0) ?? '-'}`).join(', ')}; left out so far: ${leftOut}`);
  }
  const halfRate = median(peak.banyan.map(({ perSecond }) => perSecond)) / 2;
  if (!(halfRate > 0)) throw new Error('no load was undisturbed: others use the machine');
  const ways = { ...contenders, direct: backend };
  for (let round = 0; round < rounds; round++) {
    for (const name of inTurn(halfLoadNames, round)) half[name].push(...await undisturbed(ways[name], () => loadAtRate(urlOf(ways[name]), { connections, seconds, rate: halfRate, answer })));
    console.log(`round ${round + 1} at ${halfRate.toFixed(0)} requests/s: ${halfLoadNames.map((name) => `${name} p50 ${half[name].at(-1)?.p50.toFixed(3) ?? '-'} p99 ${half[name].at(-1)?.p99.toFixed(3) ?? '-'} ms`).join(', ')}; left out so far: ${leftOut}`);
  }
  return { peak, half, halfRate, leftOut };
}

const attempts = 4;

const noLoads = <N extends string>(names: readonly N[]): Record<N, MeasuredLoad[]> => Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<N, MeasuredLoad[]>;

const inTurn = <T>(list: readonly T[], round: number): T[] => [...list.slice(round % list.length), ...list.slice(0, round % list.length)];

/** Requests in hand when the time was up reach the backend and are not counted; the gateway's probes are few. */
const uncounted = 200;

async function measured({ backend }: Stand, standing: Standing, work: () => Promise<Load>): Promise<MeasuredLoad> {
  await checkAnswers(standing);
  const readings = async () => ({ asked: await askedOf(backend), cpu: cpuOfTree(standing.pid), ours: cpuOfTree(process.pid), machine: machineCpu(), at: performance.now() });
  const before = await readings();
  const load = await work();
  const after = await readings();
  const reached = after.asked - before.asked;
  if (!(reached >= load.requests && reached <= load.requests + uncounted)) throw new Error(`${load.requests} answers came of ${reached} requests to the backend`);
  const foreign = (after.machine - before.machine - (after.ours - before.ours)) / (((after.at - before.at) / 1_000) * cpus().length);
  return { ...load, cpu: ((after.cpu - before.cpu) * 1e6) / load.requests, foreign };
}

/** What a contender answers must be the backend's own words. */
async function checkAnswers(standing: Standing): Promise<void> {
  for (let n = 0; n < 20; n++) {
    const response = await fetch(urlOf(standing));
    const body = await response.text();
    if (response.status !== 200 || response.headers.get('content-type') !== 'application/json' || body !== answer) throw new Error(`port ${standing.port} answers ${response.status} ${body.slice(0, 100)}`);
  }
}

/** Requests that the backend has been asked since it started. */
async function askedOf({ port }: Standing): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/count`)).text();
  const found = /^\s*\d+ \d+ (\d+)\s*$/m.exec(text);
  if (!found) throw new Error('the backend does not count its requests');
  return Number(found[1]);
}
