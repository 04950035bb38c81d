import fc from 'fast-check';
import { odd } from '../../entities/grammar/codec';
import type { CompiledEntity } from '../../entities/grammar/compile';
import { decode } from '../../entities/grammar/decode';
import { createIdDeriver } from '../../entities/grammar/derive-ids';
import { generateRows, pack, type Cell, type GeneratedRows } from './generated-rows';
import { shopEntities } from './shop-entities';

const { entities } = shopEntities();
const context = { ids: createIdDeriver(Buffer.alloc(16, 5)), overrides: new Map() };

type Rows = readonly (readonly Cell[])[];
const tablesOf = (rows: GeneratedRows): Rows[] => [rows.root, ...rows.children, ...rows.eav];

/** Puts one other cell in, after the key cells that say whose row it is. */
function change(rows: GeneratedRows, at: { table: number; row: number; cell: number }, to: Cell): GeneratedRows {
  const swap = (table: Rows, index: number): Rows => (index !== at.table ? table : table.map((row, number) =>
    (number !== at.row ? row : row.map((cell, position) => (position === at.cell ? to : cell)))));
  const all = tablesOf(rows).map(swap);
  return { root: all[0]!, children: all.slice(1, 1 + rows.children.length), eav: all.slice(1 + rows.children.length) };
}

/** A value that was read along and that its column cannot hold is NULL and kept nowhere: the table it is from has it. */
function isLost(compiled: CompiledEntity, at: { table: number; cell: number }, cells: readonly Cell[]): boolean {
  const op = at.table === 0 ? compiled.root.ops.filter((candidate) => candidate.do !== 'absent')[at.cell - compiled.keyColumns.length] : undefined;
  if (op?.do !== 'value' || !op.derived) return false;
  return cells.every((cell) => cell === null || op.codec.decode(String(cell)) === odd);
}

const same = (a: Cell, b: Cell): boolean => (a === null || b === null ? a === b : Buffer.from(a).equals(Buffer.from(b)));

describe.each(entities.map((compiled) => [compiled.definition.name, compiled] as const))('%s', (_, compiled) => {
  test('a change of any one cell changes the bytes that are compared', () => {
    const keyCells = compiled.keyColumns.length;
    fc.assert(fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.nat(), fc.nat(), fc.nat(), fc.boolean(), (seed, t, r, c, toNull) => {
      const rows = generateRows(compiled, { seed, roots: 2 });
      const candidates = tablesOf(rows).map((table, index) => ({ index, rows: table })).filter(({ rows: table }) => table.length > 0 && table[0]!.length > keyCells);
      fc.pre(candidates.length > 0);
      const { index: table, rows: chosen } = candidates[t % candidates.length]!;
      const row = r % chosen.length;
      const cell = keyCells + (c % (chosen[row]!.length - keyCells));
      const before = chosen[row]![cell]!;
      // Ids of rows and of attributes and stores stay numbers; everything else may become what it likes.
      const isNumber = typeof before === 'string' && /^\d+$/.test(before);
      const after = toNull && !isNumber ? null : isNumber ? String(Number(before) + 1) : `${before?.toString('latin1') ?? ''}!`;
      fc.pre(!same(before, after) && !isLost(compiled, { table, cell }, [before, after]));
      const bytes = (generated: GeneratedRows): Buffer[] => decode(compiled, pack(generated), context).tables.map((decoded) => decoded.lines);
      const [one, other] = [bytes(rows), bytes(change(rows, { table, row, cell }, after))];
      expect(one.every((lines, position) => lines.equals(other[position]!))).toBe(false);
    }), { numRuns: 60 });
  });
});
