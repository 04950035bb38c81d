import { Undecodable } from './codec';
import type { CompiledEntity } from './compile';
import type { CopyWriter } from './copy-writer';
import type { Account, Refusal } from './decoded';
import { idLimit, packKey } from './derive-ids';
import { digitsOf, readCell, type CellCursor } from './raw-rows';
import type { TargetTable } from './target-table';

/** What one pass over the rows gathers. */
export interface Pass {
  readonly compiled: CompiledEntity;
  readonly skip: ReadonlySet<number>;
  /** Find the texts that are not UTF-8: MySQL lets half a surrogate pair through. */
  readonly strict: boolean;
  readonly refusals: Map<number, Refusal>;
  readonly accounts: Map<string, Account>;
  readonly keys: number[];
  strays: number;
}

/** Rows of one target table before their ids are filled in. */
export interface WrittenTable {
  readonly target: TargetTable;
  readonly writer: CopyWriter;
  readonly rows: number;
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
