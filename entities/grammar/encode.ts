import type { CompiledEntity, Op, TablePlan } from './compile';
import type { IdSpace } from './derive-ids';
import { unpackKey } from './derive-ids';
import { encodeValues, type ValueRow } from './encode-eav';
import { parseObject } from './parse-object';

/** One row of a Magento table: column -> text, `null` for NULL. Texts of binary columns are latin1. */
export type SourceRow = ReadonlyMap<string, string | null>;

/** Rows of the service by target table, as cells in the order of the table's columns; see `parseCopy`. */
export type TargetRows = ReadonlyMap<string, readonly (readonly (string | null)[])[]>;

/** Rows of Magento by source table. */
export type SourceRows = ReadonlyMap<string, readonly SourceRow[]>;

export interface EncodeContext {
  /** The Magento id of an id: the one inside it, or the mapped one of an overridden id. */
  idOf(space: IdSpace, uuid: string): number;
}

/**
 * The way back: rows of a service as rows of Magento. The exact inverse of `decode`, except for what is declared lost:
 * ignored columns, values read along, and the surrogate `value_id` of EAV rows.
 * @throws Error when a row holds what Magento has no place for: an attribute that the shop does not know.
 */
export function encode(compiled: CompiledEntity, rows: TargetRows, context: EncodeContext): SourceRows {
  const out = new Map<string, SourceRow[]>();
  const add = (source: string, row: SourceRow): void => {
    const list = out.get(source);
    if (list) list.push(row);
    else out.set(source, [row]);
  };
  const input: Input = { compiled, context };
  for (const cells of rows.get(compiled.root.target.name) ?? []) {
    add(compiled.root.source, encodeRoot(input, cells));
    if (compiled.eav) for (const value of encodeValues(compiled, rootValues(input, cells))) add(value.source, valueRow(compiled, value));
  }
  const stores = compiled.storesTarget;
  for (const cells of (stores && rows.get(stores.name)) ?? []) {
    const key = keyOf(input, cells[0]!);
    const named = cells.slice(2, -1);
    for (const value of encodeValues(compiled, { key, store: Number(cells[1]), named, attributes: cells.at(-1)! })) add(value.source, valueRow(compiled, value));
  }
  for (const plan of compiled.children) for (const cells of rows.get(plan.target.name) ?? []) add(plan.source, encodeChild(input, plan, cells));
  return out;
}

interface Input {
  readonly compiled: CompiledEntity;
  readonly context: EncodeContext;
}

const keyOf = ({ compiled, context }: Input, uuid: string | null): number => context.idOf(compiled.space, uuid!);

function encodeRoot(input: Input, cells: readonly (string | null)[]): SourceRow {
  const { compiled } = input;
  const key = keyOf(input, cells[0]!);
  const parts = compiled.space.wide ? unpackKey(key) : [key];
  const row = new Map<string, string | null>(compiled.keyColumns.map((column, index) => [column, String(parts[index])]));
  writeCells(row, { ops: compiled.root.ops, cells: cells.slice(1), extra: parseObject(cells.at(-1)!), context: input.context });
  return row;
}

function encodeChild(input: Input, plan: TablePlan, cells: readonly (string | null)[]): SourceRow {
  const row = new Map<string, string | null>();
  // Over a table in between the column is a field of its own; to a staged version it is found when the row is written.
  if (!plan.parent!.via) row.set(plan.parent!.column, String(keyOf(input, cells[0]!)));
  writeCells(row, { ops: plan.ops, cells: cells.slice(1), extra: parseObject(cells.at(-1)!), context: input.context });
  return row;
}

/** Named attributes follow the row's own cells; `attributes`, `source` and `extra` are the last three. */
function rootValues(input: Input, cells: readonly (string | null)[]) {
  const count = input.compiled.eav!.root.length;
  return { key: keyOf(input, cells[0]!), store: 0, named: cells.slice(-3 - count, -3), attributes: cells.at(-3)! };
}

function valueRow(compiled: CompiledEntity, value: ValueRow): SourceRow {
  const row = new Map<string, string | null>([[compiled.keyColumns[0]!, String(value.key)], ['attribute_id', String(value.attribute)]]);
  if (compiled.eav!.scoped) row.set('store_id', String(value.store));
  return row.set('value', value.value);
}

interface CellsInput {
  readonly ops: readonly Op[];
  readonly cells: readonly (string | null)[];
  readonly extra: ReadonlyMap<string, string | null>;
  readonly context: EncodeContext;
}

function writeCells(row: Map<string, string | null>, { ops, cells, extra, context }: CellsInput): void {
  let at = 0;
  const next = (): string | null => cells[at++]!;
  for (const op of ops) {
    if (op.do === 'absent') at += op.cells;
    else if (op.do === 'childId') row.set(op.column, String(context.idOf(op.space, next()!)));
    else if (op.do === 'reference') row.set(op.column, encodeReference({ uuid: next(), id: next(), kept: extra.get(op.column) ?? null }, op.space, context));
    else if (op.do === 'extra') {
      if (extra.has(op.column)) row.set(op.column, unhex(extra.get(op.column)!, op.binary));
    } else {
      const cell = next();
      // A value the column's type could not hold was kept beside it.
      if (!op.derived) row.set(op.column, cell === null ? extra.get(op.column) ?? null : op.codec.encode(cell));
    }
  }
}

/** The uuid decides; without one the row refers to nothing, which Magento writes as 0 or NULL. */
function encodeReference({ uuid, id, kept }: { uuid: string | null; id: string | null; kept: string | null }, space: IdSpace, context: EncodeContext): string | null {
  if (uuid !== null) return String(context.idOf(space, uuid));
  return id === '0' ? id : kept;
}

const unhex = (text: string | null, binary: boolean): string | null =>
  (text === null || !binary ? text : Buffer.from(text.slice(2), 'hex').toString('latin1'));
