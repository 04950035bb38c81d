import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { cpuOfTree, machineCpu } from './cpu-clock';
import { onTarget, type BenchServers } from './bench-servers';
import { checkCopied, type RowSums } from './copied-rows';
import type { Contender } from './contender';

/** One measured copy, in seconds. */
export interface Measured {
  readonly contender: string;
  readonly wall: number;
  /** CPU of the tool itself, of the source's server and of the target's. */
  readonly tool: number;
  readonly source: number;
  readonly target: number;
  /** Share of the machine that something else used before and meanwhile. */
  readonly foreignBefore: number;
  readonly foreign: number;
}

/** Share of the machine that is in use by others, over one second in which we do nothing. */
export async function foreignLoad(): Promise<number> {
  const [before, at] = [machineCpu(), performance.now()];
  await wait(1000);
  return (machineCpu() - before) / (((performance.now() - at) / 1000) * cpus().length);
}

export interface Round {
  readonly contender: Contender;
  readonly database: string;
  readonly sums: RowSums;
  /** Waits at most so many seconds until others use no more than this share of the machine. */
  readonly quiet: { readonly share: number; readonly patience: number };
}

async function awaitQuiet({ share, patience }: Round['quiet']): Promise<number> {
  for (const until = performance.now() + patience * 1000; ; ) {
    const load = await foreignLoad();
    if (load <= share || performance.now() >= until) return load;
  }
}

/** Copies once into a fresh database, checks every row's sums, and throws the database away. */
export async function measureRound(servers: BenchServers, { contender, database, sums, quiet }: Round): Promise<Measured> {
  await contender.prepare(servers, database);
  try {
    await onTarget(servers, 'postgres', async (client) => void (await client.query('CHECKPOINT')));
    const foreignBefore = await awaitQuiet(quiet);
    const copy = await contender.start(servers, database);
    const readings = () => ({
      tool: cpuOfTree(process.pid, [servers.sourcePid, servers.targetPid]),
      source: cpuOfTree(servers.sourcePid),
      target: cpuOfTree(servers.targetPid),
      machine: machineCpu(),
      at: performance.now(),
    });
    const before = readings();
    await copy();
    const after = readings();
    await checkCopied(servers, contender, { database, sums });
    const wall = (after.at - before.at) / 1000;
    const [tool, source, target] = [after.tool - before.tool, after.source - before.source, after.target - before.target];
    const foreign = (after.machine - before.machine - tool - source - target) / (wall * cpus().length);
    return { contender: contender.name, wall, tool, source, target, foreignBefore, foreign };
  } finally {
    await onTarget(servers, 'postgres', async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)));
  }
}
