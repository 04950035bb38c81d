/** What this process held at most in each tenth of a time, in MB. */
export type MemoryOverTime = readonly number[];

const everyMs = 50;
const parts = 10;

/** Looks at this process's memory until it is told to end. */
export function watchMemory(): { end(): MemoryOverTime } {
  const seen: number[] = [];
  const look = (): void => void seen.push(process.memoryUsage.rss());
  look();
  const timer = setInterval(look, everyMs);
  return {
    end() {
      clearInterval(timer);
      look();
      const each = seen.length / parts;
      return Array.from({ length: parts }, (_, part) => Math.round(Math.max(...seen.slice(Math.floor(part * each), Math.ceil((part + 1) * each))) / 2 ** 20));
    },
  };
}

/** By how many MB the second half of a time needed more than the first. */
export function growthOf(memory: MemoryOverTime): number {
  const half = memory.length / 2;
  return Math.max(0, Math.max(...memory.slice(half)) - Math.max(...memory.slice(0, half)));
}
