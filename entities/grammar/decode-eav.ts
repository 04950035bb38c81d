import { CellReader } from './cell-reader';
import type { Codec } from './codec';
import { Undecodable } from './codec';
import type { EavPlan, NamedAttribute } from './compile';
import { CopyWriter } from './copy-writer';
import { accountOf, readKey, refuse, type Pass, type WrittenTable } from './decode-pass';
import type { LoadedRows } from './decoded';
import { writeOps, type RowInput } from './decode-row';
import { compareJsonKeys, ExtraCells, writeJsonObject } from './extra-cells';
import type { RawRows } from './raw-rows';
import { writeCell } from './write-cell';

/** One EAV value: where its bytes are, and for which attribute and store. A length of -1 is a present NULL. */
interface Value {
  readonly attribute: number;
  readonly store: number;
  readonly backend: string;
  readonly bytes: Buffer;
  readonly start: number;
  readonly length: number;
}

/** Decodes root rows with their EAV values, and the rows of stores that override some. */
export function decodeRoots(pass: Pass, rows: LoadedRows): WrittenTable[] {
  const { compiled } = pass;
  const { root: plan, eav } = compiled;
  const row: RowInput = { writer: new CopyWriter(pass.strict, rows.root.bytes.length), ops: plan.ops, reader: new CellReader(rows.root), extra: new ExtraCells() };
  const { writer, reader, extra } = row;
  const storeWriter = new CopyWriter(pass.strict);
  const account = accountOf(pass, plan.source);
  const values = eav ? valueReaders(pass, eav, rows.eav) : undefined;
  let storeRows = 0;
  for (let number = 0; number < rows.root.count; number++) {
    const key = readKey(reader, compiled);
    const own = values?.(key) ?? [];
    if (pass.skip.has(key)) {
      reader.skip(rows.root.columns - compiled.keyColumns.length);
      account.refused++;
      continue;
    }
    const mark = writer.mark();
    const storeMark = storeWriter.mark();
    writer.id(compiled.space, key);
    writer.tab();
    const unwritable = writeOps(row);
    const failed = unwritable ? { table: plan.source, ...unwritable } : eav && writeValues(pass, { eav, key, own, writer, storeWriter });
    if (failed && typeof failed !== 'number') {
      writer.rewind(mark);
      storeWriter.rewind(storeMark);
      extra.clear();
      refuse(pass, { key, ...failed });
      continue;
    }
    storeRows += failed ?? 0;
    writer.ascii('magento\t');
    extra.write(writer);
    writer.endRow();
    pass.keys.push(key);
    account.carried++;
  }
  values?.(Infinity);
  const main: WrittenTable = { target: plan.target, writer, rows: pass.keys.length };
  return compiled.storesTarget ? [main, { target: compiled.storesTarget, writer: storeWriter, rows: storeRows }] : [main];
}

interface ValuesInput {
  readonly eav: EavPlan;
  readonly key: number;
  readonly own: readonly Value[];
  readonly writer: CopyWriter;
  readonly storeWriter: CopyWriter;
}

/** Writes the values of one root. @returns the number of store rows, or why they cannot be written. */
function writeValues(pass: Pass, { eav, key, own, writer, storeWriter }: ValuesInput): number | { table: string; column: string; reason: string } {
  let column = '';
  try {
    column = 'store 0';
    writeAttributes(writer, { eav, named: eav.root, values: own.filter((value) => value.store === 0) });
    const overriding = own.filter((value) => value.store !== 0);
    const stores = [...new Set(overriding.map((value) => value.store))].sort((a, b) => a - b);
    for (const store of stores) {
      column = `store ${store}`;
      storeWriter.id(pass.compiled.space, key);
      storeWriter.ascii(`\t${store}\t`);
      writeAttributes(storeWriter, { eav, named: eav.stores, values: overriding.filter((value) => value.store === store) });
      storeWriter.endRow();
    }
    return stores.length;
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    return { table: `${pass.compiled.definition.root}_*`, column, reason: error.message };
  }
}

interface AttributesInput {
  readonly eav: EavPlan;
  readonly named: readonly NamedAttribute[];
  readonly values: readonly Value[];
}

/**
 * Named attributes into their columns, all others into `attributes`. A present NULL and an odd value of a named
 * attribute are kept in `attributes` too, so that absent, present and NULL stay three different things.
 */
function writeAttributes(writer: CopyWriter, { eav, named, values }: AttributesInput): void {
  const rest: Value[] = [];
  const used = new Set<Value>();
  for (const attribute of named) {
    const value = values.find((candidate) => isOf(candidate, attribute.id, eav));
    if (value) used.add(value);
    if (!value || !writePresent(writer, attribute.codec, value)) {
      writer.null();
      if (value) rest.push(value);
    }
    writer.tab();
  }
  for (const value of values) if (!used.has(value)) rest.push(value);
  const cells = rest.map((value) => ({ column: keyOf(value, eav), bytes: value.bytes, start: value.start, length: value.length }));
  cells.sort((a, b) => compareJsonKeys(a.column, b.column));
  writeJsonObject(writer, cells);
  writer.tab();
}

const isOf = (value: Value, id: number | undefined, eav: EavPlan): boolean =>
  id !== undefined && value.attribute === id && eav.slots.get(id)?.backend === value.backend;

const writePresent = (writer: CopyWriter, codec: Codec, value: Value): boolean => value.length >= 0 && writeCell(writer, codec, value);

/** Values in a table that is not their attribute's, or of an unknown attribute, are carried under `#table:id`. */
function keyOf(value: Value, eav: EavPlan): string {
  const slot = eav.slots.get(value.attribute);
  return slot?.backend === value.backend ? slot.code : `#${value.backend}:${value.attribute}`;
}

/** Walks all EAV tables side by side; the returned function gives the values of the next root. */
function valueReaders(pass: Pass, eav: EavPlan, tables: readonly RawRows[]): (key: number) => Value[] {
  const readers = eav.tables.map((table, index) => valueReader(pass, { eav, source: table.source, backend: table.backend, rows: tables[index]! }));
  return (key) => readers.flatMap((read) => read(key));
}

interface ReaderInput {
  readonly eav: EavPlan;
  readonly source: string;
  readonly backend: string;
  readonly rows: RawRows;
}

function valueReader(pass: Pass, { eav, source, backend, rows }: ReaderInput): (key: number) => Value[] {
  const reader = new CellReader(rows);
  const account = accountOf(pass, source);
  let row = 0;
  let ahead = Number.NEGATIVE_INFINITY;
  const advance = (): void => {
    ahead = row++ < rows.count ? reader.number() : Number.POSITIVE_INFINITY;
  };
  const readValue = (): Value => {
    const attribute = reader.number();
    const store = eav.scoped ? reader.number() : 0;
    reader.read();
    if (eav.slots.get(attribute)?.backend !== backend) pass.strays.add(`${backend}:${attribute}`);
    return { attribute, store, backend, bytes: rows.bytes, start: reader.start, length: reader.length };
  };
  advance();
  return (key) => {
    const found: Value[] = [];
    for (; ahead <= key && ahead !== Number.POSITIVE_INFINITY; advance()) {
      const orphaned = ahead !== key;
      const owner = ahead;
      const value = readValue();
      if (!orphaned) found.push(value);
      if (orphaned && !pass.skip.has(owner)) refuse(pass, { key: owner, table: source, column: '', reason: 'its root row does not exist' });
      if (orphaned || pass.skip.has(owner)) account.refused++;
      else account.carried++;
    }
    return found;
  };
}
