import { CellReader } from './cell-reader';
import type { TablePlan } from './compile';
import { CopyWriter } from './copy-writer';
import { accountOf, readKey, refuse, type Pass, type WrittenTable } from './decode-pass';
import { writeOps, type RowInput } from './decode-row';
import { ExtraCells } from './extra-cells';
import type { RawRows } from './raw-rows';

/** Decodes the rows of one child table. A row whose root is not there is refused under the key it names. */
export function decodeChildren(pass: Pass, plan: TablePlan, rows: RawRows): WrittenTable {
  const row: RowInput = { writer: new CopyWriter(pass.strict, rows.bytes.length), ops: plan.ops, reader: new CellReader(rows), extra: new ExtraCells() };
  const { writer, reader, extra } = row;
  const account = accountOf(pass, plan.source);
  let written = 0;
  let root = 0;
  for (let number = 0; number < rows.count; number++) {
    const key = readKey(reader, pass.compiled);
    while (root < pass.keys.length && pass.keys[root]! < key) root++;
    const orphaned = pass.keys[root] !== key;
    if (orphaned && !pass.skip.has(key)) refuse(pass, { key, table: plan.source, column: '', reason: 'its root row does not exist' });
    if (orphaned) {
      reader.skip(rows.columns - pass.compiled.keyColumns.length);
      account.refused++;
      continue;
    }
    const mark = writer.mark();
    writer.id(pass.compiled.space, key);
    writer.tab();
    const unwritable = writeOps(row);
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
