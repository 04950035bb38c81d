import { Undecodable } from './codec';
import type { CompiledEntity, TablePlan } from './compile';
import { CopyWriter, type Overrides } from './copy-writer';
import { decodeRoots } from './decode-eav';
import { idLimit, packKey, type IdDeriver } from './derive-ids';
import { ExtraCells, writeOps } from './decode-row';
import { digitsOf, readCell, type CellCursor, type RawRows } from './raw-rows';
import type { TargetTable } from './target-table';

/** Rows of an entity as one snapshot gave them, by source table. Rows of every table are ordered by root key. */
export interface LoadedRows {
  readonly root: RawRows;
  /** In the order of the definition's children. */
  readonly children: readonly RawRows[];
  /** In the order of the plan's EAV tables: cells are key, attribute, store (where scoped), value. */
  readonly eav: readonly RawRows[];
}

/** Rows for one target table, in COPY text format. */
export interface DecodedTable {
  readonly target: TargetTable;
  readonly lines: Buffer;
  readonly rows: number;
}

/** An aggregate that PostgreSQL cannot hold, or a child row whose root does not exist. No values, only names. */
export interface Refusal {
  readonly key: number;
  readonly table: string;
  readonly column: string;
  readonly reason: string;
}

/** What became of the rows of one source table. */
export interface Account {
  carried: number;
  refused: number;
}

export interface Decoded {
  /** Root keys found and decoded, ascending. */
  readonly keys: readonly number[];
  readonly tables: readonly DecodedTable[];
  readonly refusals: readonly Refusal[];
  readonly accounts: ReadonlyMap<string, Account>;
  /** EAV rows whose attribute the catalog does not know in that table; the catalog may be stale. */
  readonly strays: number;
}

export interface DecodeContext {
  readonly ids: IdDeriver;
  readonly overrides: Overrides;
  /** Aggregates to leave out, because the target refused them: they clash with another one in the source itself. */
  readonly refused?: readonly Refusal[];
}

/** What one pass over the rows gathers. */
export interface Pass {
  readonly compiled: CompiledEntity;
  readonly skip: ReadonlySet<number>;
  readonly refusals: Map<number, Refusal>;
  readonly accounts: Map<string, Account>;
  readonly keys: number[];
  strays: number;
}

/**
 * Turns loaded rows into rows of the service. Pure: the same rows give the same bytes.
 * An aggregate with one unwritable cell is left out whole, and the rest is written again without it;
 * so is every aggregate that the context refuses from the start.
 */
export function decode(compiled: CompiledEntity, rows: LoadedRows, context: DecodeContext): Decoded {
  const refusals = new Map((context.refused ?? []).map((refusal) => [refusal.key, refusal]));
  const skip = new Set(refusals.keys());
  for (;;) {
    const pass: Pass = { compiled, skip, refusals, accounts: new Map(), keys: [], strays: 0 };
    const tables = decodeOnce(pass, rows, context);
    const fresh = [...refusals.keys()].filter((key) => !skip.has(key));
    if (fresh.length === 0) {
      return { keys: pass.keys, tables, refusals: [...refusals.values()], accounts: pass.accounts, strays: pass.strays };
    }
    for (const key of fresh) skip.add(key);
  }
}

function decodeOnce(pass: Pass, rows: LoadedRows, context: DecodeContext): DecodedTable[] {
  const roots = decodeRoots(pass, rows);
  const children = pass.compiled.children.map((plan, index) => decodeChildren(pass, plan, rows.children[index]!));
  return [...roots, ...children].map(({ target, writer, rows: count }) => ({
    target,
    lines: writer.finish(context.ids, context.overrides),
    rows: count,
  }));
}

/** Rows of one target table before their ids are filled in. */
export interface WrittenTable {
  readonly target: TargetTable;
  readonly writer: CopyWriter;
  readonly rows: number;
}

function decodeChildren(pass: Pass, plan: TablePlan, rows: RawRows): WrittenTable {
  const writer = new CopyWriter();
  const cursor: CellCursor = { next: 0, start: 0, length: 0 };
  const account = accountOf(pass, plan.source);
  const extra = new ExtraCells();
  let written = 0;
  let root = 0;
  for (let row = 0; row < rows.count; row++) {
    const key = readKey(rows.bytes, cursor, pass.compiled);
    while (root < pass.keys.length && pass.keys[root]! < key) root++;
    const orphaned = pass.keys[root] !== key;
    if (orphaned && !pass.skip.has(key)) refuse(pass, { key, table: plan.source, column: '', reason: 'its root row does not exist' });
    if (orphaned) {
      skipCells(rows.bytes, cursor, rows.columns - 1);
      account.refused++;
      continue;
    }
    const mark = writer.mark();
    writer.id(pass.compiled.space, key);
    writer.tab();
    const unwritable = writeOps({ writer, ops: plan.ops, bytes: rows.bytes, cursor, extra });
    if (unwritable) {
      writer.rewind(mark);
      refuse(pass, { key, table: plan.source, ...unwritable });
      continue;
    }
    extra.write(writer);
    writer.endRow();
    written++;
    account.carried++;
  }
  return { target: plan.target, writer, rows: written };
}

export function skipCells(bytes: Buffer, cursor: CellCursor, cells: number): void {
  for (let cell = 0; cell < cells; cell++) readCell(bytes, cursor);
}

export function accountOf(pass: Pass, source: string): Account {
  let account = pass.accounts.get(source);
  if (!account) pass.accounts.set(source, (account = { carried: 0, refused: 0 }));
  return account;
}

export function refuse(pass: Pass, refusal: Refusal): void {
  if (!pass.refusals.has(refusal.key)) pass.refusals.set(refusal.key, refusal);
}

/** Reads the root's key, one cell or two. */
export function readKey(bytes: Buffer, cursor: CellCursor, compiled: CompiledEntity): number {
  readCell(bytes, cursor);
  const first = digitsOf(bytes, cursor.start, cursor.length);
  if (!compiled.space.wide) return checked(first, compiled);
  readCell(bytes, cursor);
  return packKey(checked(first, compiled), checked(digitsOf(bytes, cursor.start, cursor.length), compiled));
}

function checked(key: number, compiled: CompiledEntity): number {
  if (key >= 0 && key < idLimit(compiled.space.wide)) return key;
  throw new Undecodable(`a key of ${compiled.definition.root} is not an integer below 2^48`);
}
