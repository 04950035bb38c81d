import type { TargetTable } from '../entities/grammar/target-table';

/** The rows of one table, in COPY text format. */
interface TableLines {
  readonly target: TargetTable;
  readonly lines: Buffer;
}

/** All rows of each root as one text: two aggregates are equal when their texts are. A root without rows has none. */
export function statesByRoot(tables: readonly TableLines[]): Map<string, string> {
  const states = new Map<string, string>();
  for (const { target, lines } of tables) {
    for (const line of lines.toString('utf8').split('\n')) {
      if (line === '') continue;
      // The root's id is the first column of every table.
      const root = line.slice(0, line.indexOf('\t'));
      states.set(root, `${states.get(root) ?? ''}${target.name}\t${line}\n`);
    }
  }
  return states;
}
