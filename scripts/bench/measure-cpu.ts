import { cpus } from 'node:os';
import type { BenchServers } from './bench-servers';
import { cpuOfTree, machineCpu } from './cpu-clock';

/** What some work took, in seconds. */
export interface CpuUse {
  readonly wall: number;
  /** CPU of the tool itself, of the source's server and of the target's. */
  readonly tool: number;
  readonly source: number;
  readonly target: number;
  /** Share of the machine that something else used meanwhile. */
  readonly foreign: number;
}

/** Does work that this process, its children and the two servers do, and tells what each of them used. */
export async function measureCpu<T>({ sourcePid, targetPid }: Pick<BenchServers, 'sourcePid' | 'targetPid'>, work: () => Promise<T>): Promise<{ readonly result: T; readonly use: CpuUse }> {
  const readings = () => ({
    tool: cpuOfTree(process.pid, [sourcePid, targetPid]), source: cpuOfTree(sourcePid), target: cpuOfTree(targetPid), machine: machineCpu(), at: performance.now(),
  });
  const before = readings();
  const result = await work();
  const after = readings();
  const wall = (after.at - before.at) / 1000;
  const [tool, source, target] = [after.tool - before.tool, after.source - before.source, after.target - before.target];
  return { result, use: { wall, tool, source, target, foreign: (after.machine - before.machine - tool - source - target) / (wall * cpus().length) } };
}
