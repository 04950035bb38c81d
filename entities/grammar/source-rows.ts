import type { CompiledEntity, Op, TablePlan } from './compile';
import type { LoadedRows } from './decode';
import { packKey } from './derive-ids';
import type { SourceRow, SourceRows } from './encode';
import { CellReader } from './cell-reader';
import type { RawRows } from './raw-rows';

/** Loaded rows as named columns: what `encode` gives back, without the values that are read along or ignored. */
export function sourceRowsOf(compiled: CompiledEntity, rows: LoadedRows, keys: ReadonlySet<number>): SourceRows {
  const out = new Map<string, SourceRow[]>();
  const keep = (source: string, found: readonly KeyedRow[]): void => {
    const kept = found.filter((row) => keys.has(row.key)).map((row) => row.row);
    if (kept.length > 0) out.set(source, kept);
  };
  keep(compiled.root.source, rootRows(compiled, rows.root));
  compiled.children.forEach((plan, index) => keep(plan.source, childRows(compiled, plan, rows.children[index]!)));
  compiled.eav?.tables.forEach((table, index) => keep(table.source, valueRows(compiled, rows.eav[index]!)));
  return out;
}

interface KeyedRow {
  readonly key: number;
  readonly row: Map<string, string | null>;
}

type Cells = (encoding?: BufferEncoding) => string | null;

function readRows(rows: RawRows, read: (next: Cells) => KeyedRow): KeyedRow[] {
  const reader = new CellReader(rows);
  const next: Cells = (encoding) => {
    reader.read();
    return reader.text(encoding);
  };
  return Array.from({ length: rows.count }, () => read(next));
}

function rootKey(compiled: CompiledEntity, next: Cells): { key: number; parts: (string | null)[] } {
  const parts = compiled.keyColumns.map(() => next());
  const numbers = parts.map(Number);
  return { key: numbers.length === 2 ? packKey(numbers[0]!, numbers[1]!) : numbers[0]!, parts };
}

function rootRows(compiled: CompiledEntity, rows: RawRows): KeyedRow[] {
  return readRows(rows, (next) => {
    const { key, parts } = rootKey(compiled, next);
    const row = new Map<string, string | null>(compiled.keyColumns.map((column, index) => [column, parts[index]!]));
    readOps(row, compiled.root.ops, next);
    return { key, row };
  });
}

function childRows(compiled: CompiledEntity, plan: TablePlan, rows: RawRows): KeyedRow[] {
  return readRows(rows, (next) => {
    const { key } = rootKey(compiled, next);
    const row = new Map<string, string | null>();
    if (!plan.parent!.via) row.set(plan.parent!.column, String(key));
    readOps(row, plan.ops, next);
    return { key, row };
  });
}

function valueRows(compiled: CompiledEntity, rows: RawRows): KeyedRow[] {
  return readRows(rows, (next) => {
    const { key } = rootKey(compiled, next);
    const row = new Map<string, string | null>([[compiled.keyColumns[0]!, String(key)], ['attribute_id', next()]]);
    if (compiled.eav!.scoped) row.set('store_id', next());
    row.set('value', next());
    return { key, row };
  });
}

/** Whether an op's cells are bytes. */
const isBytes = (op: Op): boolean => (op.do === 'value' && op.codec.binary === true) || (op.do === 'extra' && op.binary);

function readOps(row: Map<string, string | null>, ops: readonly Op[], next: Cells): void {
  for (const op of ops) {
    if (op.do === 'absent') continue;
    const cell = next(isBytes(op) ? 'latin1' : 'utf8');
    if (op.do !== 'value' || !op.derived) row.set(op.column, cell);
  }
}
