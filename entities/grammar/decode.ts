import { isUtf8 } from 'node:buffer';
import type { CompiledEntity } from './compile';
import { decodeChildren } from './decode-children';
import type { Decoded, DecodeContext, DecodedTable, LoadedRows } from './decoded';
import { decodeRoots } from './decode-eav';
import type { Pass } from './decode-pass';

export type { Account, Decoded, DecodeContext, DecodedTable, LoadedRows, Refusal } from './decoded';

/**
 * Turns loaded rows into rows of the service. Pure: the same rows give the same bytes.
 * An aggregate with one unwritable cell is left out whole, and the rest is written again without it;
 * so is every aggregate that the context refuses from the start.
 */
export function decode(compiled: CompiledEntity, rows: LoadedRows, context: DecodeContext): Decoded {
  const refusals = new Map((context.refused ?? []).map((refusal) => [refusal.key, refusal]));
  const skip = new Set(refusals.keys());
  let strict = false;
  for (;;) {
    const pass: Pass = { compiled, skip, strict, refusals, accounts: new Map(), keys: [], strays: new Set() };
    const tables = decodeOnce(pass, rows, context);
    // One look at the finished rows costs next to nothing; only when it fails is every text looked at.
    if (!strict && !tables.every((table) => isUtf8(table.lines))) {
      strict = true;
      continue;
    }
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
