import type { Check, Numbers } from './oracle';
import { sourceFingerprint, targetFingerprint } from './expressions';
import { locateRows } from './locate-rows';
import type { Cell, Shape } from './shape';
import type { Sides } from './sides';

/** Rows, sums of amounts, present values per column, and a fingerprint of every cell of every row. */
export function checkRows(sides: Sides, shape: Shape): Check {
  return {
    group: shape.family.group,
    table: shape.name,
    what: 'rows',
    source: () => sourceNumbers(sides, shape),
    target: () => targetNumbers(sides, shape),
    locate: () => locateRows(sides, shape),
  };
}

const sums = (shape: Shape): readonly (Cell & { sum: NonNullable<Cell['sum']> })[] => shape.cells.flatMap((cell) => (cell.sum ? [{ ...cell, sum: cell.sum }] : []));

const names = (shape: Shape): string[] =>
  ['rows', 'fingerprint', ...shape.cells.map(({ name }) => `${name} present`), ...sums(shape).map(({ name }) => `sum of ${name}`)];

async function sourceNumbers(sides: Sides, shape: Shape): Promise<Numbers> {
  if (shape.sourceFrom === '') return numbersOf(names(shape), ['0']);
  const cells = shape.cells.map((cell) => cell.source);
  const columns = [
    'COUNT(*)',
    sourceFingerprint(shape.sourceKeys, cells),
    ...cells.map((cell) => `COUNT(${cell})`),
    ...sums(shape).map(({ sum }) => `SUM(${sum.source})`),
  ];
  const [row] = await sides.source(`SELECT ${columns.join(',\n')} FROM ${shape.sourceFrom}`);
  return numbersOf(names(shape), row!);
}

async function targetNumbers(sides: Sides, shape: Shape): Promise<Numbers> {
  const cell = (index: number): string => `c.c${index}`;
  const added = sums(shape);
  const inner = [
    ...shape.targetKeys.map((key, index) => `(${key})::text AS k${index}`),
    ...shape.cells.map(({ target }, index) => `${target} AS c${index}`),
    ...added.map(({ sum }, index) => `${sum.target} AS s${index}`),
  ];
  const columns = [
    'count(*)',
    targetFingerprint(shape.targetKeys.map((_, index) => `c.k${index}`), shape.cells.map((_, index) => cell(index))),
    ...shape.cells.map((_, index) => `count(${cell(index)})`),
    ...added.map((_, index) => `sum(c.s${index})`),
  ];
  // OFFSET 0 keeps the planner from writing every expression out twice.
  const [row] = await sides.target(shape.family.schema, `SELECT ${columns.join(',\n')} FROM (SELECT ${inner.join(',\n')} FROM ${shape.targetFrom} OFFSET 0) c`);
  return numbersOf(names(shape), row!);
}

/** No rows add up to nothing on one server and to NULL on the other. */
const numbersOf = (labels: readonly string[], row: readonly (string | null)[]): Numbers =>
  Object.fromEntries(labels.map((label, index) => [label, plainNumber(row[index] ?? '0')]));

/** Without the zeros a sum's scale adds. */
export const plainNumber = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);
