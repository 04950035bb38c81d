import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { freePorts } from '../stack/free-ports';
import { gatewayContenders, type GatewayContender } from './gateway-contenders';
import { loadGateway, type Load } from './load-gateway';
import { foreignLoad } from './measure-round';
import { median } from './median';
import { benchEnvironment } from './config';

const number = z.coerce.number().int().positive();
const optionsSchema = z.object({ rounds: number, seconds: number, connections: number });
type Options = z.output<typeof optionsSchema>;

/** What the gateway must reach, as ratios of requests per second in the same run. */
const gates = { nginx: 0.2, 'fastify-http-proxy': 1.2, 'undici-dispatch': 0.75 } as const;
const addedGate = { p50: 0.25, p99: 2 };

export const gatewayCommand = (): Command =>
  new Command('gateway')
    .description('The gateway, with flags, metrics and access log, against nginx, @fastify/http-proxy and a bare undici dispatch loop, one process each. Needs nginx and wrk.')
    .option('--rounds <count>', 'rounds; contenders alternate', '5')
    .option('--seconds <count>', 'of load in each measurement', '3')
    .option('--connections <count>', 'that ask at once', '32')
    .action(async (flags: unknown) => benchGateway(optionsSchema.parse(flags)));

async function benchGateway(options: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-bench-gateway-'));
  const children: ChildProcess[] = [];
  const start = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): void => {
    const log = openSync(join(folder, `${children.length}.out`), 'w');
    children.push(spawn(command, args, { stdio: ['ignore', log, 'inherit'], env: { ...benchEnvironment(), ...env } }));
  };
  try {
    const [backend, nginx, banyan, fastify, dispatch, admin] = await freePorts(6) as [number, number, number, number, number, number];
    const ports = { nginx, banyan, 'fastify-http-proxy': fastify, 'undici-dispatch': dispatch };
    start(process.execPath, [join(__dirname, 'gateway-upstream.cjs'), String(backend)]);
    const contenders = gatewayContenders({ folder, backend, ports, admin });
    for (const { command, args, env } of contenders) start(command, args, env);
    for (const port of [backend, ...Object.values(ports)]) await answering(port);
    report(await measure({ contenders, ports, backend }, options));
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.filter((child) => child.exitCode === null).map((child) => once(child, 'exit')));
    rmSync(folder, { recursive: true });
  }
}

interface Stand {
  readonly contenders: readonly GatewayContender[];
  readonly ports: Readonly<Record<string, number>>;
  readonly backend: number;
}

interface Measured {
  readonly peak: ReadonlyMap<string, Load[]>;
  /** One request at a time: what the gateway adds to a direct question. */
  readonly single: ReadonlyMap<string, Load[]>;
}

async function measure({ contenders, ports, backend }: Stand, { rounds, seconds, connections }: Options): Promise<Measured> {
  const path = '/rest/V1/products/24-MB01';
  const measured = { peak: new Map<string, Load[]>(), single: new Map<string, Load[]>() };
  const keep = (kind: keyof Measured, name: string, load: Load): void => void measured[kind].set(name, [...(measured[kind].get(name) ?? []), load]);
  const urlOf = (port: number): string => `http://127.0.0.1:${port}${path}`;
  for (const { name } of contenders) await loadGateway(urlOf(ports[name]!), { connections, seconds: 2 });
  for (let round = 1; round <= rounds; round++) {
    console.log(`round ${round}: others use ${(await foreignLoad() * 100).toFixed(0)} % of the machine`);
    for (const { name } of contenders) keep('peak', name, await loadGateway(urlOf(ports[name]!), { connections, seconds }));
    for (const [name, port] of [['direct', backend], ['banyan', ports.banyan!]] as const) keep('single', name, await loadGateway(urlOf(port), { connections: 4, seconds }));
    for (const { name } of contenders) console.log(`  ${name.padEnd(20)} ${measured.peak.get(name)!.at(-1)!.perSecond.toFixed(0).padStart(7)} requests/s`);
  }
  return measured;
}

function report({ peak, single }: Measured): void {
  const rate = (name: string): number => median(peak.get(name)!.map(({ perSecond }) => perSecond));
  const added = (which: 'p50' | 'p99'): number => median(single.get('banyan')!.map((load) => load[which])) - median(single.get('direct')!.map((load) => load[which]));
  const ratios = Object.fromEntries(Object.keys(gates).map((name) => [name, rate('banyan') / rate(name)]));
  const failed = [...peak.get('banyan')!, ...single.get('banyan')!].reduce((sum, load) => sum + load.failed, 0);
  const latency = { p50: added('p50'), p99: added('p99') };
  console.log(JSON.stringify({ bench: 'gateway', perSecond: Object.fromEntries([...peak.keys()].map((name) => [name, Math.round(rate(name))])), ratios, gates, addedMs: latency, addedGate, failed }));
  const missed = [
    ...Object.entries(gates).filter(([name, gate]) => !(ratios[name]! >= gate)).map(([name, gate]) => `${ratios[name]!.toFixed(2)} of ${name}, needed ${gate}`),
    ...(['p50', 'p99'] as const).filter((which) => !(latency[which] <= addedGate[which])).map((which) => `adds ${latency[which].toFixed(2)} ms at ${which}, allowed ${addedGate[which]}`),
    ...(failed > 0 ? [`${failed} requests failed`] : []),
  ];
  if (missed.length > 0) throw new Error(`the gateway missed: ${missed.join('; ')}`);
}

async function answering(port: number): Promise<void> {
  for (const until = performance.now() + 20_000; performance.now() < until; await wait(100)) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
  }
  throw new Error(`nothing answers on port ${port}: nginx and wrk must be installed`);
}
