import type { TargetTable } from '../entities/grammar/target-table';

/** One row that is not the same on both sides. `sourceLine` and `targetLine` are canonical COPY text. */
export interface Difference {
  readonly table: TargetTable;
  readonly rootId: string;
  /** The row's primary key as COPY text. */
  readonly rowKey: string;
  readonly kind: 'missing' | 'unexpected' | 'changed';
  readonly columns: readonly string[];
  readonly sourceLine?: string;
  readonly targetLine?: string;
}

/** Compares the rows of one table. Equal bytes are equal rows, so most calls end at the first line. */
export function compareRows(table: TargetTable, source: Buffer, target: Buffer): Difference[] {
  if (source.equals(target)) return [];
  const expected = byKey(table, source);
  const actual = byKey(table, target);
  const differences: Difference[] = [];
  for (const [rowKey, line] of expected) {
    const other = actual.get(rowKey);
    if (other === line) continue;
    const columns = other === undefined ? [] : changedColumns(table, line, other);
    differences.push({ table, rootId: rootOf(rowKey), rowKey, kind: other === undefined ? 'missing' : 'changed', columns, sourceLine: line, targetLine: other });
  }
  for (const [rowKey, line] of actual) {
    if (!expected.has(rowKey)) differences.push({ table, rootId: rootOf(rowKey), rowKey, kind: 'unexpected', columns: [], targetLine: line });
  }
  return differences;
}

const rootOf = (rowKey: string): string => rowKey.split('\t', 1)[0]!;

function byKey(table: TargetTable, lines: Buffer): Map<string, string> {
  const positions = table.primaryKey.map((name) => table.columns.findIndex((column) => column.name === name));
  const rows = new Map<string, string>();
  for (const line of lines.toString('utf8').split('\n')) {
    if (line === '') continue;
    const cells = line.split('\t');
    rows.set(positions.map((position) => cells[position]).join('\t'), line);
  }
  return rows;
}

function changedColumns(table: TargetTable, source: string, target: string): string[] {
  const a = source.split('\t');
  const b = target.split('\t');
  return table.columns.filter((_, index) => a[index] !== b[index]).map((column) => column.name);
}
