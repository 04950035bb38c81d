import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AccountLine, HeaderLine, IntentLine, RowFact } from './account-lines';
import { additionsFromStart } from './additions-from-start';
import { expectRows, type OrderedFact, type RowExpectation } from './expect-rows';

/** All accounts of a folder, merged. */
export interface Accounts {
  readonly prefix: string;
  /** Transactions by how they ended: acknowledged, refused, or never known. */
  readonly acknowledged: number;
  readonly undone: number;
  readonly indeterminate: number;
  readonly byAction: Readonly<Record<string, number>>;
  readonly expectations: readonly RowExpectation[];
  /** Counters that were found at another value than the shoppers had left them at. */
  readonly breaks: readonly string[];
}

/**
 * Reads every `shopper-<n>.jsonl` of a folder. A last line cut off by a crash counts as not written; any other line that
 * cannot be read is an error, since an account with holes proves nothing.
 */
export async function readAccounts(folder: string): Promise<Accounts> {
  const names = (await readdir(folder)).filter((name) => /^shopper-\d+\.jsonl$/.test(name)).sort();
  if (names.length === 0) throw new Error(`no account (shopper-<n>.jsonl) in ${folder}`);
  const tally: Tally = { facts: [], acknowledged: 0, undone: 0, indeterminate: 0, byAction: {}, prefixes: new Set() };
  for (const name of names) await readOne(join(folder, name), tally);
  if (tally.prefixes.size > 1) throw new Error(`the accounts in ${folder} are of shops with different table prefixes`);
  return {
    prefix: [...tally.prefixes][0] ?? '',
    acknowledged: tally.acknowledged,
    undone: tally.undone,
    indeterminate: tally.indeterminate,
    byAction: tally.byAction,
    ...expectRows(tally.facts),
  };
}

interface Tally {
  readonly facts: OrderedFact[];
  readonly byAction: Record<string, number>;
  readonly prefixes: Set<string>;
  acknowledged: number;
  undone: number;
  indeterminate: number;
}

async function readOne(path: string, tally: Tally): Promise<void> {
  let header: HeaderLine | undefined;
  let open: IntentLine | undefined;
  const settle = (end: 'acknowledged' | 'undone' | 'indeterminate'): void => {
    if (open && header) settleIntent(tally, open, { end, salt: header.salt });
    open = undefined;
  };
  for await (const line of wholeLines(path)) {
    if (line.kind === 'intent') {
      settle('indeterminate');
      open = line;
    } else if (line.kind === 'header') {
      settle('indeterminate');
      header = line;
      tally.prefixes.add(line.prefix);
    } else {
      if (open?.sequence !== line.sequence) throw new Error(`${path}: ${line.kind} ${line.sequence} has no intent before it`);
      settle(line.kind === 'ack' ? 'acknowledged' : 'undone');
    }
  }
  settle('indeterminate');
}

/** Lines of one file. One that cannot be read must be the last, or stand before the header of a later run. */
async function* wholeLines(path: string): AsyncGenerator<AccountLine> {
  let torn: number | undefined;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    const line = parsed(text);
    if (torn !== undefined && line?.kind !== 'header') throw new Error(`${path}: line ${torn} cannot be read`);
    torn = line ? undefined : number;
    if (line) yield line;
  }
}

function parsed(text: string): AccountLine | undefined {
  try {
    return JSON.parse(text) as AccountLine;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function settleIntent(tally: Tally, intent: IntentLine, outcome: { readonly end: 'acknowledged' | 'undone' | 'indeterminate'; readonly salt: string }): void {
  tally[outcome.end] += 1;
  if (outcome.end === 'acknowledged') tally.byAction[intent.action] = (tally.byAction[intent.action] ?? 0) + 1;
  if (outcome.end === 'undone') return;
  const happened = outcome.end === 'acknowledged';
  for (const fact of happened ? intent.facts : additionsFromStart(intent.facts)) tally.facts.push({ ...fact, happened, salt: outcome.salt } satisfies RowFact & OrderedFact);
}
