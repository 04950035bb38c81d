import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts CPU time in hundredths of a second on every Linux that Node runs on. */
const TICKS = 100;

interface Stat {
  readonly parent: number;
  /** CPU seconds of the process itself, and of children that have ended. */
  readonly own: number;
  readonly ended: number;
}

function statOf(pid: number): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // It ended between the listing and the reading; its time is in its parent's `ended`.
    return undefined;
  }
  // The name is in brackets and may hold anything.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  return { parent: fields[1]!, own: (fields[11]! + fields[12]!) / TICKS, ended: (fields[13]! + fields[14]!) / TICKS };
}

/** CPU seconds of a process and everything it has started, running or ended; without some of what it started. */
export function cpuOfTree(root: number, without: readonly number[] = []): number {
  const all = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (stat) all.set(Number(name), stat);
  }
  const children = new Map<number, number[]>();
  for (const [pid, { parent }] of all) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const sum = (pid: number): number => {
    const stat = without.includes(pid) ? undefined : all.get(pid);
    if (!stat) return 0;
    return stat.own + stat.ended + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
  };
  return sum(root);
}

/** CPU seconds that the whole machine has been busy. */
export function machineCpu(): number {
  const [user, nice, system, , , irq, softirq] = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/).slice(1).map(Number);
  return (user! + nice! + system! + irq! + softirq!) / TICKS;
}
