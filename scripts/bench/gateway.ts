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
import { benchEnvironment } from './config';
import { backendProgram, gatewayContenders, type BenchProgram, type ContenderName } from './gateway-contenders';
import { gatewaySummary, missedGates } from './gateway-summary';
import { measureGateway, type Stand, type Standing } from './measure-gateway';

const number = z.coerce.number().int().positive();
const optionsSchema = z.object({ rounds: number, seconds: number, connections: number, foreign: z.coerce.number().min(0), profile: z.string().optional() });
type Options = z.output<typeof optionsSchema>;

export const gatewayCommand = (): Command =>
  new Command('gateway')
    .description('The gateway, with flags, metrics and access log, against nginx, @fastify/http-proxy and a bare undici dispatch loop, one process each. Needs nginx and wrk.')
    .option('--rounds <count>', 'rounds; contenders alternate', '5')
    .option('--seconds <count>', 'of load in each measurement', '4')
    .option('--connections <count>', 'that ask at once', '32')
    .option('--foreign <share>', 'a load counts only when everything else used at most this share of the machine', '0.15')
    .option('--profile <folder>', 'keep a CPU profile of the gateway there')
    .action(async (flags: unknown) => benchGateway(optionsSchema.parse(flags)));

async function benchGateway(options: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-bench-gateway-'));
  const children: ChildProcess[] = [];
  const start = async ({ command, args, env, port }: BenchProgram): Promise<Standing> => {
    const log = openSync(join(folder, `${children.length}.out`), 'w');
    const child = spawn(command, args, { stdio: ['ignore', log, 'inherit'], env: { ...benchEnvironment(), ...env } });
    children.push(child);
    await once(child, 'spawn');
    await answering(port);
    return { pid: child.pid!, port };
  };
  try {
    const summary = gatewaySummary(await measureGateway(await startAll(folder, options, start), options));
    console.log(JSON.stringify(summary));
    const missed = missedGates(summary);
    if (missed.length > 0) throw new Error(`the gateway missed: ${missed.join('; ')}`);
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => once(child, 'exit')));
    rmSync(folder, { recursive: true });
  }
}

async function startAll(folder: string, { profile }: Options, start: (program: BenchProgram) => Promise<Standing>): Promise<Stand> {
  const [backend, admin, nginx, banyan, fastify, dispatch] = await freePorts(6) as [number, number, number, number, number, number];
  const ground = {
    folder, backend, admin, ports: { nginx, banyan, 'fastify-http-proxy': fastify, 'undici-dispatch': dispatch },
    node: profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
  };
  const standing = { backend: await start(backendProgram(ground)), contenders: {} as Record<ContenderName, Standing> };
  for (const [name, program] of Object.entries(gatewayContenders(ground))) standing.contenders[name as ContenderName] = await start(program);
  return standing;
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
