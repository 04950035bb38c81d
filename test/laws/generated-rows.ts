import type { CompiledEntity, Op, TablePlan } from '../../entities/grammar/compile';
import type { LoadedRows } from '../../entities/grammar/decode';
import { unpackKey, packKey } from '../../entities/grammar/derive-ids';
import { noRows, packRows, type RawRows } from '../../entities/grammar/raw-rows';
import { createCellSource, type CellSource } from './generated-cells';

/** A cell on its way into raw rows. */
export type Cell = string | Buffer | null;

/** Rows of an entity as texts, before they are packed: each row starts with its root's key. */
export interface GeneratedRows {
  readonly root: readonly (readonly Cell[])[];
  readonly children: readonly (readonly (readonly Cell[])[])[];
  readonly eav: readonly (readonly (readonly Cell[])[])[];
}

/** Makes rows that a shop might hold, some of them odd; the same seed gives the same rows. */
export function generateRows(compiled: CompiledEntity, { seed, roots }: { seed: number; roots: number }): GeneratedRows {
  const cells = createCellSource(seed);
  const keys = rootKeys(compiled, cells, roots);
  return {
    root: keys.map((key) => [...keyCells(compiled, key), ...opCells(compiled.root.ops, cells)]),
    children: compiled.children.map((plan) => (plan.present ? keys.flatMap((key) => childRows({ compiled, plan, key, cells })) : [])),
    eav: eavRows(compiled, keys, cells),
  };
}

/** Packs generated rows as a source would send them. */
export const pack = (rows: GeneratedRows): LoadedRows => ({ root: packed(rows.root), children: rows.children.map(packed), eav: rows.eav.map(packed) });

const packed = (rows: readonly (readonly Cell[])[]): RawRows => (rows.length === 0 ? noRows : packRows(rows));

function rootKeys(compiled: CompiledEntity, cells: CellSource, count: number): number[] {
  const keys = new Set<number>();
  while (keys.size < count) keys.add(compiled.space.wide ? packKey(cells.whole(50) + 1, cells.whole(50) + 1) : cells.whole(2 ** 31));
  return [...keys].sort((a, b) => a - b);
}

const keyCells = (compiled: CompiledEntity, key: number): string[] => (compiled.space.wide ? unpackKey(key).map(String) : [String(key)]);

interface ChildInput {
  readonly compiled: CompiledEntity;
  readonly plan: TablePlan;
  readonly key: number;
  readonly cells: CellSource;
}

function childRows({ compiled, plan, key, cells }: ChildInput): Cell[][] {
  const child = compiled.definition.children![compiled.children.indexOf(plan)]!;
  const keyed = 'columns' in child.key ? plan.orderBy : [];
  const most = 'columns' in child.key && child.key.columns.length === 0 ? 2 : 4;
  return Array.from({ length: cells.whole(most) }, (_, index) => [
    ...keyCells(compiled, key),
    ...opCells(plan.ops, cells, (op) => (keyed.includes(op.column) ? cells.distinct(op, index) : undefined)),
  ]);
}

type ReadOp = Exclude<Op, { do: 'absent' }>;

function opCells(ops: readonly Op[], cells: CellSource, fixed: (op: ReadOp) => Cell | undefined = () => undefined): Cell[] {
  return ops.flatMap((op) => (op.do === 'absent' ? [] : [fixed(op) ?? cells.cell(op)]));
}

function eavRows(compiled: CompiledEntity, keys: readonly number[], cells: CellSource): Cell[][][] {
  const { eav } = compiled;
  if (!eav) return [];
  const slots = [...eav.slots.values()].filter((slot) => slot.backend !== 'static');
  const values = keys.flatMap((key) => slots.flatMap((slot) => {
    const stores = eav.scoped ? [0, 1, 7].filter(() => cells.chance(0.4)) : cells.chance(0.6) ? [0] : [];
    return stores.map((store) => ({ key, slot, store }));
  }));
  // Now and then a value stands in the table of another type; it must be carried all the same.
  const placed = values.map((value) => ({ ...value, backend: cells.chance(0.03) ? cells.pick(eav.tables).backend : value.slot.backend }));
  return eav.tables.map((table) => placed.filter((value) => value.backend === table.backend).map((value) => [
    String(value.key), String(value.slot.id), ...(eav.scoped ? [String(value.store)] : []), cells.value(value.slot.backend),
  ]));
}
