import type { Located } from './oracle';
import { sourceFingerprint, sourceHash, targetFingerprint, targetHash } from './expressions';
import type { Shape } from './shape';
import type { Sides } from './sides';

const ROOTS_PER_BUCKET = 500;
const BUCKETS_OPENED = 3;
const KEYS_SHOWN = 10;

type Listing = ReadonlyMap<string, string>;

/** Which columns differ, and some of the roots whose rows do. */
export async function locateRows(sides: Sides, shape: Shape): Promise<Located> {
  if (shape.sourceFrom === '') return { columns: [], keys: [] };
  return { columns: await differingColumns(sides, shape), keys: await differingKeys(sides, shape) };
}

async function differingColumns(sides: Sides, { cells, sourceKeys, targetKeys, ...shape }: Shape): Promise<string[]> {
  if (cells.length === 0) return [];
  const ofSource = cells.map((cell) => sourceFingerprint(sourceKeys, [cell.source]));
  const ofTarget = cells.map((cell) => targetFingerprint(targetKeys.map((key) => `(${key})::text`), [cell.target]));
  const [[source], [target]] = await Promise.all([
    sides.source(`SELECT ${ofSource.join(', ')} FROM ${shape.sourceFrom}`),
    sides.target(shape.family.schema, `SELECT ${ofTarget.join(', ')} FROM ${shape.targetFrom}`),
  ]);
  return cells.map((cell) => cell.name).filter((_, index) => source![index] !== target![index]);
}

/** Ranges of roots first, then the rows of the first few ranges that differ: no table is read out whole. */
async function differingKeys(sides: Sides, shape: Shape): Promise<string[]> {
  const cells = shape.cells.map((cell) => cell.source);
  const keys = shape.targetKeys.map((key) => `(${key})::text`);
  const inTarget = shape.cells.map((cell) => cell.target);
  const bucket = { source: `${shape.sourceKeys[0]} DIV ${ROOTS_PER_BUCKET}`, target: `(${shape.targetKeys[0]}) / ${ROOTS_PER_BUCKET}` };
  const buckets = differing(
    listing(await sides.source(`SELECT ${bucket.source}, CONCAT(COUNT(*), ' ', ${sourceFingerprint(shape.sourceKeys, cells)}) FROM ${shape.sourceFrom} GROUP BY 1`)),
    listing(await sides.target(shape.family.schema, `SELECT ${bucket.target}, count(*) || ' ' || ${targetFingerprint(keys, inTarget)} FROM ${shape.targetFrom} GROUP BY 1`)),
  ).slice(0, BUCKETS_OPENED);
  if (buckets.length === 0) return [];
  const numbers = buckets.map(Number).join(', ');
  const rows = differing(
    listing(await sides.source(`SELECT CONCAT_WS('/', ${shape.sourceKeys.join(', ')}), ${sourceHash(shape.sourceKeys, cells)}
      FROM ${narrowed(shape.sourceFrom, `${bucket.source} IN (${numbers})`)}`)),
    listing(await sides.target(shape.family.schema, `SELECT concat_ws('/', ${keys.join(', ')}), ${targetHash(keys, inTarget)}
      FROM ${narrowed(shape.targetFrom, `${bucket.target} IN (${numbers})`)}`)),
  );
  return [...new Set(rows)].slice(0, KEYS_SHOWN);
}

const narrowed = (from: string, condition: string): string => `${from} ${/\bWHERE\b/.test(from) ? 'AND' : 'WHERE'} ${condition}`;

/** Rows that no key tells apart are listed together. */
function listing(rows: readonly (readonly (string | null)[])[]): Listing {
  const all = new Map<string, string[]>();
  for (const [key, value] of rows) {
    const hashes = all.get(key!);
    if (hashes) hashes.push(value ?? '');
    else all.set(key!, [value ?? '']);
  }
  return new Map([...all].map(([key, hashes]) => [key, hashes.sort().join(' ')]));
}

const differing = (source: Listing, target: Listing): string[] =>
  [...new Set([...source.keys(), ...target.keys()])].filter((key) => source.get(key) !== target.get(key));
