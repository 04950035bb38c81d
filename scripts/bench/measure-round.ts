import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { machineCpu } from './cpu-clock';
import { onTarget, type BenchServers } from './bench-servers';
import { checkCopied, type RowSums } from './copied-rows';
import type { Contender } from './contender';
import { measureCpu, type CpuUse } from './measure-cpu';

/** One measured copy. */
export interface Measured extends CpuUse {
  readonly contender: string;
  /** Share of the machine that something else used before. */
  readonly foreignBefore: number;
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

/** @returns the share in the end. */
export async function awaitQuiet({ share, patience }: Round['quiet']): Promise<number> {
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
    const { use } = await measureCpu(servers, copy);
    await checkCopied(servers, contender, { database, sums });
    return { contender: contender.name, ...use, foreignBefore };
  } finally {
    await onTarget(servers, 'postgres', async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)));
  }
}
