import { unpackKey } from '../entities/grammar/derive-ids';

/** Which root keys to load: a closed range, or a list. */
export type Selection = { readonly from: number; readonly to: number } | { readonly keys: readonly number[] };

/** A piece of SQL and the values its placeholders stand for. */
export interface Sql {
  readonly text: string;
  readonly values: readonly (number | string | readonly number[] | readonly (readonly number[])[])[];
}

const never: Sql = { text: 'FALSE', values: [] };

/** `column IN selection` for a one-column key. */
function single(column: string, selection: Selection): Sql {
  if ('keys' in selection) return selection.keys.length === 0 ? never : { text: `${column} IN (?)`, values: [selection.keys] };
  return { text: `${column} BETWEEN ? AND ?`, values: [selection.from, selection.to] };
}

/** A range of pairs as an OR of plain ranges, which both servers read from the index. */
function pairRange([first, second]: readonly [string, string], from: number, to: number): Sql {
  const [a1, b1] = unpackKey(from);
  const [a2, b2] = unpackKey(to);
  if (a1 === a2) return { text: `${first} = ? AND ${second} BETWEEN ? AND ?`, values: [a1, b1, b2] };
  return {
    text: `((${first} = ? AND ${second} >= ?) OR (${first} > ? AND ${first} < ?) OR (${first} = ? AND ${second} <= ?))`,
    values: [a1, b1, a1, a2, a2, b2],
  };
}

/** The WHERE condition for root keys, some of them left out; two columns when the key is packed. */
export function keyCondition(columns: readonly string[], selection: Selection, except: readonly number[] = []): Sql {
  const chosen = chosenKeys(columns, selection);
  if (except.length === 0) return chosen;
  const [first, second] = columns;
  const keys = second === undefined ? except : except.map(unpackKey);
  return { text: `${chosen.text} AND ${second === undefined ? first! : `(${first!}, ${second})`} NOT IN (?)`, values: [...chosen.values, keys] };
}

function chosenKeys(columns: readonly string[], selection: Selection): Sql {
  const [first, second] = columns;
  if (second === undefined) return single(first!, selection);
  if (!('keys' in selection)) return pairRange([first!, second], selection.from, selection.to);
  if (selection.keys.length === 0) return never;
  const pairs = selection.keys.map(unpackKey);
  return { text: `(${pairs.map(() => `(${first} = ? AND ${second} = ?)`).join(' OR ')})`, values: pairs.flat() };
}
