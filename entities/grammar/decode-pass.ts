import type { CellReader } from './cell-reader';
import { Undecodable } from './codec';
import type { CompiledEntity } from './compile';
import type { CopyWriter } from './copy-writer';
import type { Account, Refusal } from './decoded';
import { idLimit, packKey } from './derive-ids';
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
  readonly strays: Set<string>;
}

/** Rows of one target table before their ids are filled in. */
export interface WrittenTable {
  readonly target: TargetTable;
  readonly writer: CopyWriter;
  readonly rows: number;
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
export function readKey(reader: CellReader, compiled: CompiledEntity): number {
  const first = checked(reader.number(), compiled);
  return compiled.space.wide ? packKey(first, checked(reader.number(), compiled)) : first;
}

function checked(key: number, compiled: CompiledEntity): number {
  if (key >= 0 && key < idLimit(compiled.space.wide)) return key;
  throw new Undecodable(`a key of ${compiled.definition.root} is not an integer below 2^48`);
}
