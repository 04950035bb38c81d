import type { TablePlan } from './compile';
import { CopyWriter } from './copy-writer';
import { accountOf, readKey, refuse, skipCells, type Pass, type WrittenTable } from './decode-pass';
import { ExtraCells, writeOps } from './decode-row';
import type { CellCursor, RawRows } from './raw-rows';

/** Decodes the rows of one child table. A row whose root is not there is refused under the key it names. */
export function decodeChildren(pass: Pass, plan: TablePlan, rows: RawRows): WrittenTable {
  const writer = new CopyWriter(pass.strict);
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
