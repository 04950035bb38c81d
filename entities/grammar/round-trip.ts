import type { CompiledEntity } from './compile';
import type { Overrides } from './copy-writer';
import { decode, type LoadedRows } from './decode';
import { idInside, type IdDeriver } from './derive-ids';
import { encode, type SourceRow, type SourceRows } from './encode';
import { overrideIndex } from './override-index';
import { parseCopy } from './parse-copy';
import { sourceRowsOf } from './source-rows';

/** A row that did not come back as it was. Names and counts only, never values. */
export interface RoundTripFault {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** What a round trip over loaded rows found. */
export interface RoundTrip {
  readonly roots: number;
  readonly rows: number;
  readonly refused: number;
  readonly faults: readonly RoundTripFault[];
}

/** Decodes rows and encodes them again: every Magento row must come back, column by column. */
export function roundTrip(compiled: CompiledEntity, rows: LoadedRows, context: { ids: IdDeriver; overrides: Overrides }): RoundTrip {
  const decoded = decode(compiled, rows, context);
  const target = new Map(decoded.tables.map((table) => [table.target.name, parseCopy(table.lines)]));
  const back = encode(compiled, target, { idOf: (space, uuid) => idBehind(context.overrides, space, uuid) });
  const expected = sourceRowsOf(compiled, rows, new Set(decoded.keys));
  const tables = new Set([...expected.keys(), ...back.keys()]);
  return {
    roots: decoded.keys.length,
    rows: [...expected.values()].reduce((sum, list) => sum + list.length, 0),
    refused: decoded.refusals.length,
    faults: [...tables].flatMap((table) => faultsIn(table, expected, back)),
  };
}

/** The Magento id of an id: of an overridden one by its entry, of a derived one from its first bits. */
export function idBehind(overrides: Overrides, space: { entity: string; wide: boolean }, uuid: string): number {
  return overrideIndex(overrides.get(space.entity)).keyOf(uuid) ?? idInside(uuid, space.wide);
}

const keyOf = (row: SourceRow): string => JSON.stringify([...row].sort(([a], [b]) => (a < b ? -1 : 1)));

function faultsIn(table: string, expected: SourceRows, back: SourceRows): RoundTripFault[] {
  const left = new Map<string, SourceRow>();
  for (const row of expected.get(table) ?? []) left.set(keyOf(row), row);
  const wrong: SourceRow[] = [];
  for (const row of back.get(table) ?? []) if (!left.delete(keyOf(row))) wrong.push(row);
  if (left.size === 0 && wrong.length === 0) return [];
  return [{ table, columns: differing([...left.values()][0], wrong[0]), rows: Math.max(left.size, wrong.length) }];
}

function differing(a: SourceRow | undefined, b: SourceRow | undefined): string[] {
  if (!a || !b) return [];
  return [...new Set([...a.keys(), ...b.keys()])].filter((column) => a.get(column) !== b.get(column));
}
