import { constants } from 'node:os';
import { startStack } from '../stack/start-stack';
import type { SourceKind, Stack, StackPart } from '../stack/stack';

/** Starts every server, or the parts that are wanted, does the work, stops them. Ctrl-C stops them too, and whatever else was started dies with this program. */
export async function withStack<T>(wanted: { source: SourceKind; parts?: readonly StackPart[]; also?: readonly StackPart[] }, work: (stack: Stack) => Promise<T>): Promise<T> {
  const { source, parts = ['source', 'target', 'redis', 'temporal'], also = [] } = wanted;
  const stack = await startStack({ parts: [...parts, ...also], source, say: (line) => console.log(line) });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      console.error(`${signal}: stopping the servers`);
      void stack.stop().finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
  try {
    return await work(stack);
  } finally {
    await stack.stop();
  }
}

/** Prints a line with the time since the program began. */
export function sayWithTime(line: string): void {
  console.log(`${(process.uptime()).toFixed(1).padStart(7)} s  ${line}`);
}
